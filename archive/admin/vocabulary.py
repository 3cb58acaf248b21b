"""Django's admin over the words and rules that staff keep: each is tried out on its example before it counts."""
from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.intake.vocabulary import (
    furniture_rule,
    ordinary_lines_of_furniture,
    ordinary_lines_with_watermark,
)
from archive.models import FurnitureRule, SpeakerName, Watermark
from archive.text.repairs import known_watermarks

LEAST_LETTERS, MOST_STARS = 2, 5


class WatermarkForm(forms.ModelForm):
    """A word that may go from every edge of every line has to be long and rare enough."""

    def clean_word(self) -> str:
        word = self.cleaned_data["word"].strip()
        if len(word) < LEAST_LETTERS:
            raise forms.ValidationError(_("只有一个字：凡是以它开头或结尾的行都会少一个字。请写完整的水印文字。"))
        if word in known_watermarks():
            raise forms.ValidationError(_("文库自带的词表里已有这个词。"))
        if lines := ordinary_lines_with_watermark(word):
            raise forms.ValidationError(_("“%(line)s”这样的正文也会被去掉几个字：请写更长的水印文字。"), params={"line": lines[0]})
        return word


class FurnitureRuleForm(forms.ModelForm):
    """The rule must take its example, leave its counter-example, and leave ordinary lines of a report."""

    def clean_line(self) -> str:
        line = self.cleaned_data["line"].strip()
        if len("".join(line.replace("*", "").split())) < LEAST_LETTERS:
            raise forms.ValidationError(_("除了 * 以外至少要有两个字：这样的规则会把正文当成杂项。"))
        if line.count("*") > MOST_STARS:
            raise forms.ValidationError(_("最多用五个 *。"))
        if lines := ordinary_lines_of_furniture(furniture_rule(line)):
            raise forms.ValidationError(_("“%(line)s”这样的正文也会被去掉：请把规则写得更窄。"), params={"line": lines[0]})
        return line

    def clean(self) -> dict:
        cleaned = super().clean()
        line, example, spared = (cleaned.get(name, "") for name in ("line", "example", "spared"))
        if line and example and not furniture_rule(line).pattern.fullmatch(example.strip()):
            self.add_error("example", _("这条规则去不掉这个例子：请改规则，或改例子。"))
        if line and spared and furniture_rule(line).pattern.fullmatch(spared.strip()):
            self.add_error("spared", _("这条规则会去掉这个反例：请把规则写得更窄。"))
        return cleaned


class SpeakerNameForm(forms.ModelForm):
    """One way of writing belongs to one person."""

    def clean(self) -> dict:
        cleaned = super().clean()
        name, aliases = cleaned.get("name", ""), cleaned.get("aliases") or []
        if name in aliases:
            self.add_error("aliases", _("“%(name)s”就是姓名本身，不必再写。") % {"name": name})
        others = SpeakerName.objects.exclude(pk=self.instance.pk)
        for alias in aliases:
            if other := others.filter(name=alias).first() or others.filter(aliases__contains=[alias]).first():
                self.add_error("aliases", _("“%(alias)s”已是%(name)s的写法：一种写法只能属于一个人。") % {"alias": alias, "name": other.name})
        if name and (other := others.filter(aliases__contains=[name]).first()):
            self.add_error("name", _("“%(alias)s”已是%(name)s的写法：一种写法只能属于一个人。") % {"alias": name, "name": other.name})
        return cleaned


@admin.register(Watermark)
class WatermarkAdmin(admin.ModelAdmin):
    form = WatermarkForm
    list_display = ["word", "note"]
    search_fields = ["word", "note"]


@admin.register(FurnitureRule)
class FurnitureRuleAdmin(admin.ModelAdmin):
    form = FurnitureRuleForm
    list_display = ["line", "example", "spared", "note"]
    search_fields = ["line", "note"]


@admin.register(SpeakerName)
class SpeakerNameAdmin(admin.ModelAdmin):
    form = SpeakerNameForm
    list_display = ["name", "aliases", "note"]
    search_fields = ["name", "aliases"]
