"""Templates in which what is always the same is filled in when they are read, once for each language: words, addresses, files.

A page has some hundred such places. To fill them anew each time took longer than all that differs from page to page.
"""
from django.template import Context, NodeList
from django.template.base import FilterExpression, Node, Template, TextNode
from django.template.defaulttags import IfNode, LoadNode, URLNode
from django.template.loaders import base, cached
from django.templatetags.i18n import LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix
from django.utils.translation import get_language


class Filled(base.Loader):
    def get_template(self, template_name: str, skip: list | None = None) -> Template:
        template = super().get_template(template_name, skip)
        # Elsewhere addresses begin with what the server says with each request.
        if get_script_prefix() == "/":
            fill(template.nodelist)
        return template


# In this order a template is filled before it is kept.
class Loader(cached.Loader, Filled):
    """Django's, which keeps what it has read: here in each language and below each address."""

    def cache_key(self, template_name: str, skip: list | None = None) -> str:
        return f"{get_language()} {get_script_prefix() == '/'} {super().cache_key(template_name, skip)}"


def fill(nodes: NodeList) -> None:
    """Puts text in place of what is the same for every request, in these nodes and all within them."""
    filled: list[Node] = []
    for node in nodes:
        for inner in within(node):
            fill(inner)
        text = constant(node)
        if text is None:
            filled.append(node)
        elif text:
            before = filled.pop().s if filled and isinstance(filled[-1], TextNode) else ""
            filled.append(TextNode(before + text))
    nodes[:] = filled


def within(node: Node) -> list[NodeList]:
    """What stands between a tag and its end; another language's words stay for those who ask for them."""
    match node:
        case LanguageNode():
            return []
        case IfNode():  # its `nodelist` is made anew each time
            return [nodes for _, nodes in node.conditions_nodelists]
    return [getattr(node, name) for name in node.child_nodelists if getattr(node, name, None)]


def constant(node: Node) -> str | None:
    """What the node gives, whatever the request; None where that depends."""
    match node:
        case TextNode():
            return node.s
        case LoadNode():
            return ""
        case TranslateNode(asvar=None, message_context=None):
            told = [node.filter_expression]
        case StaticNode(varname=None):
            told = [node.path]
        # Which of several applications an address with a colon is of, the request decides.
        case URLNode(asvar=None) if ":" not in node.view_name.token:
            told = [node.view_name, *node.args, *node.kwargs.values()]
        case _:
            return None
    return node.render(Context()) if all(map(is_constant, told)) else None


def is_constant(expression: FilterExpression) -> bool:
    """Words or a number, as they stand."""
    return not expression.filters and (not expression.is_var or expression.var.lookups is None)
