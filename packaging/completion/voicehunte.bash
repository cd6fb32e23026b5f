# Completion of voicehunte(1) for bash.

_voicehunte() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local everywhere='--env-file --data-dir --help'
    local -A options=(
        [serve]='--urls --check'
        [setup]='--twilio-account-sid --twilio-phone-number --twilio-fallback-url --public-url --restaurant-file
            --twilio-auth-token-file --openai-api-key-file --admin-token-file --yes --unchecked --proxy --proxy-file --point-number'
        [twilio]='--dry-run --fallback'
        [call]='--url --from --language --say --audio --listen --linger --mode --transfer'
        [understand]='--restaurant'
        [tts]='--output --voice --model --format --speed --instructions'
        [calls]='--limit --json'
        [messages]='--json'
        [backup]='--force'
        [restore]=''
        [erase]='--yes --json'
        [export]='--output'
        [doctor]=''
        [version]=''
    )
    local -A subcommands=([twilio]='setup' [calls]='list show' [messages]='list done')

    case $previous in
        --language) COMPREPLY=($(compgen -W 'en ru uk sk' -- "$word")) && return ;;
        --mode) COMPREPLY=($(compgen -W 'gather relay stream' -- "$word")) && return ;;
        --transfer) COMPREPLY=($(compgen -W 'completed no-answer busy failed' -- "$word")) && return ;;
        --format) COMPREPLY=($(compgen -W 'mp3 opus aac flac wav pcm' -- "$word")) && return ;;
        --data-dir) COMPREPLY=($(compgen -d -- "$word")) && return ;;
        --*-file | --audio | --listen | --restaurant | --output | -o) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    esac

    local command='' at
    for ((at = 1; at < COMP_CWORD; at++)); do
        [[ -v options[${COMP_WORDS[at]}] ]] && command=${COMP_WORDS[at]} && break
    done

    if [[ $word == -* && -z $command ]]; then
        COMPREPLY=($(compgen -W "$everywhere --version" -- "$word"))
    elif [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "${options[$command]} $everywhere" -- "$word"))
    elif [[ -z $command ]]; then
        COMPREPLY=($(compgen -W "${!options[*]}" -- "$word"))
    elif [[ -v subcommands[$command] ]]; then
        COMPREPLY=($(compgen -W "${subcommands[$command]}" -- "$word"))
    else
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}

complete -o filenames -F _voicehunte voicehunte
