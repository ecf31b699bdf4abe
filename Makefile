# Hai lệnh: `make run` chạy thử, `make test` kiểm tra. `make help` kể các lệnh khác.

.DEFAULT_GOAL := help
.PHONY: help install run test bench lock format

PORT ?= 8000
DEBUG ?= 1
ifeq ($(DEBUG),1)
run: TODAY ?= 2023-06-10
endif
export PORT DEBUG TODAY
export PATH := $(CURDIR)/.venv/bin:$(PATH)

help: ## Kể các lệnh
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

install: ## Cài thư viện hệ thống và thư viện Python còn thiếu
	@deploy/install run

run: install ## Chạy chương trình với dữ liệu thử tại http://127.0.0.1:8000 (PORT=, TODAY=)
	@python -m cchc.prepare
	@exec python -m cchc.process

test: ## Kiểm tra cách viết, kiểu, cơ sở dữ liệu và chạy mọi phép thử
	@deploy/install run test
	ruff check .
	ruff format --check .
	djlint templates --lint --quiet
	mypy
	python manage.py makemigrations --check --dry-run
	pytest

bench: install ## Đo tốc độ và bộ nhớ
	@python manage.py bench

lock: install ## Khóa lại phiên bản thư viện vào requirements.lock
	@uv pip compile pyproject.toml --extra dev --upgrade --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --python-platform linux --quiet --output-file requirements.lock

format: install ## Sửa cách viết
	@ruff check --fix .
	@ruff format .
