# VoiceHunte.Edge. `make` alone prints the menu.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := menu
MAKEFLAGS += --no-print-directory

HOST_RID := linux-$(if $(filter aarch64,$(shell uname -m)),arm64,x64)
RID ?= $(HOST_RID)
DEFAULT_URL := http://127.0.0.1:8000
URL ?= $(DEFAULT_URL)

# Folders are listed with the files, so that a deleted file is a change too.
SOURCES := $(shell find VoiceHunte.Edge) Directory.Build.props Directory.Packages.props global.json packaging/publish.sh packaging/twiml-bin.xml $(wildcard packaging/proxy/*) artifacts/version
TEST_PACKAGES := apache2-bin caddy chromium ffmpeg jq lintian man-db mmdebstrap nginx-light procps prometheus sqlite3 strace systemd-container zsh

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: menu run test test-full publish deb tarball bench soak wear small clean sdk
# Two publishes at once would write into one another's folders.
.NOTPARALLEL:

menu:
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo

##@ Try it
run: out/$(HOST_RID)/voicehunte data/demo.env ## set up, publish and start it with the demo restaurant (URL=http://127.0.0.1:8000)
	@printf '\nRing it from another terminal:\n\n  out/$(HOST_RID)/voicehunte call --env-file data/demo.env$(if $(filter-out $(DEFAULT_URL),$(URL)), --url $(URL))\n\nCtrl-C here stops it.\n\n'
	@exec out/$(HOST_RID)/voicehunte serve --env-file data/demo.env --urls $(URL)

data/demo.env:
	@packaging/demo-env.sh $@

##@ Work on it
test: out/$(HOST_RID)/voicehunte out/linux-arm64/voicehunte ## set up, publish and run every test, the published binary's among them
	@packaging/needs.sh $(TEST_PACKAGES)
	@VOICEHUNTE_BINARY=$(CURDIR)/$< packaging/test.sh

test-full: out/linux-x64/voicehunte out/linux-arm64/voicehunte ## what takes too long for every day: the packages in whole machines, arm64 and power cuts (root)
	@packaging/vm/test-full.sh

bench: out/$(HOST_RID)/voicehunte ## measure the published binary: four tables, about five minutes
	@VOICEHUNTE_BINARY=$(CURDIR)/$< packaging/bench.sh

soak: out/$(HOST_RID)/voicehunte ## ten minutes of live calls, fifty at a time: nothing of them may be left
	@VOICEHUNTE_BINARY=$(CURDIR)/$< packaging/soak.sh

wear: out/$(HOST_RID)/voicehunte ## what a call writes to the disk (root)
	@VOICEHUNTE_BINARY=$(CURDIR)/$< packaging/vm/wear.sh

small: out/$(HOST_RID)/voicehunte ## measure the published binary at a quarter of one core (root)
	@packaging/vm/small.sh

clean: ## remove all that was built (not ./data)
	@rm -rf artifacts out

##@ Ship it
publish: out/$(RID)/voicehunte ## the native binary: out/RID/voicehunte (RID=linux-x64 or linux-arm64)
	@ls -l $<

deb: out/$(RID)/voicehunte ## the package for Debian and its like, with checksums and the list of components: out/*.deb (RID=…)
	@packaging/needs.sh jq
	@packaging/deb.sh $(RID)
	@packaging/sbom.sh $(RID)
	@packaging/sums.sh

tarball: out/$(RID)/voicehunte ## the same for other Linux systems, with an install script: out/*.tar.gz (RID=…)
	@packaging/needs.sh jq
	@packaging/tarball.sh $(RID)
	@packaging/sbom.sh $(RID)
	@packaging/sums.sh

out/%/voicehunte: $(SOURCES) | sdk
	@packaging/publish.sh $*

# Newer when the version is another, not with every line of the changelog.
artifacts/version: CHANGELOG.md
	@mkdir -p $(@D)
	@grep --max-count=1 '^## ' $< > $@.new
	@cmp --silent $@.new $@ || cp $@.new $@

sdk:
	@command -v dotnet > /dev/null || { echo 'The .NET SDK is missing: install version 10.0.4xx from https://dot.net/download' >&2; exit 69; }
	@compgen -G '/usr/lib/*/libicuuc.so.*' > /dev/null || packaging/needs.sh libicu72
	@command -v npm > /dev/null || packaging/needs.sh nodejs npm
