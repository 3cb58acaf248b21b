PYTHON ?= python3

.PHONY: run test bench

run:
	@$(PYTHON) manage.py up

test:
	@$(PYTHON) manage.py test $(ARGS)

bench:
	@$(PYTHON) manage.py bench $(ARGS)
