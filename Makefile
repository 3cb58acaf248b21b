PYTHON ?= python3

.PHONY: run test lint bench bench-search

run:
	@$(PYTHON) manage.py up

test:
	@$(PYTHON) manage.py test $(ARGS)

lint:
	@$(PYTHON) manage.py lint

bench:
	@$(PYTHON) manage.py bench $(ARGS)

bench-search:
	@$(PYTHON) manage.py bench-search $(ARGS)
