"""Thousands apart, as GB/T 15835 has it and as readers of both languages know it; Django groups by ten thousands, without a sign."""
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
