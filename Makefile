# Everything a person types. `make help` lists it. Needs python3, make and git; the rest is fetched.

PYTHON := .venv/bin/python
STAGE ?= dev
export STILLPATH_PORT STILLPATH_MODEL_PORT STILLPATH_SPEECH_PORT MODEL_BASE_URL MODEL_NAME OPENAI_API_KEY ADAPTATION_MODE \
  NARRATION SPEECH_ENGINE SPEECH_BASE_URL SPEECH_MODEL SPEECH_VOICES SPEECH_PACE DEFAULT_COUNTRY PUBLIC_URL ALARM_EMAIL \
  REMINDER_SENDER REMINDER_IDENTITY

.DEFAULT_GOAL := help
.PHONY: help setup run stop reset check test bench trials requirements words synth deploy

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | awk -F'\t' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: ## the environment only: Python packages, embedded AWS and model, CDK
	@python3 infra/setup.py

run: setup ## the whole stack on this machine; Ctrl-C stops it (DETACH=1: returns when ready)
	@exec $(PYTHON) -m infra.local run $(if $(DETACH),--detach)

stop: ## stop what `make run DETACH=1` started; the data is kept
	@test ! -e .local/processes.json || exec $(PYTHON) -m infra.local stop

reset: ## stop, and drop the local data
	@test ! -e .local || exec $(PYTHON) -m infra.local reset

check: setup ## the fast checks: format, lint, types, import contracts, content, unit tests
	@$(PYTHON) -m infra.checks fast

test: ## every check and every test, none skipped
	@python3 infra/setup.py --browser
	@$(PYTHON) -m infra.checks all

bench: ## the benchmarks; writes bench/latest.json
	@python3 infra/setup.py --browser
	@$(PYTHON) -m bench.run

trials: setup ## fault trials on the deployed local stack; every count must be 0
	@$(PYTHON) -m bench.trials

requirements: setup ## write requirements.txt (the Lambda's packages) from uv.lock
	@$(PYTHON) -m infra.requirements

words: setup ## take new words of the pages into their catalogs, and compile them
	@$(PYTHON) -m infra.catalogs

synth: setup ## the CloudFormation template of STAGE=dev or prod, without an account
	@$(PYTHON) -m infra.ship synth $(STAGE)

deploy: setup ## the stack on the AWS account you are signed in to (STAGE=dev or prod, MODEL_NAME=…)
	@$(PYTHON) -m infra.ship deploy $(STAGE)
