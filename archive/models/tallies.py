"""What the commonest words count, kept beside the text, and which reports have changed since."""
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Tally(models.Model):
    """How much of a word each report holds, the reports in the order of their ids; and the score and the id of its best hit there.

    An id is told as its step from the one before, the first from 0. All but reports that are named in `Untallied`,
    published or not. The arrays are of one length.
    """
    literal = models.CharField(primary_key=True, max_length=2)
    report_steps = ArrayField(models.IntegerField())
    review = ArrayField(models.IntegerField())
    targets = ArrayField(models.IntegerField())
    plan = ArrayField(models.IntegerField())
    own = ArrayField(models.IntegerField(), db_column="self")
    others = ArrayField(models.IntegerField())
    scores = ArrayField(models.IntegerField())
    best_steps = ArrayField(models.IntegerField())

    class Meta:
        ordering = ["literal"]
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return self.literal


class Untallied(models.Model):
    """A report whose paragraphs were touched since the tallies were taken; the database notes it."""
    report_id = models.BigIntegerField(primary_key=True)

    class Meta:
        ordering = ["report_id"]
        verbose_name_plural = "untallied"

    def __str__(self) -> str:
        return str(self.report_id)
