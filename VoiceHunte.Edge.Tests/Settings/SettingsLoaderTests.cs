using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Settings;

public sealed class SettingsLoaderTests
{
    [Fact]
    public void Nothing_set_is_a_working_appliance_with_the_defaults()
    {
        var loaded = Load([]);

        Assert.Empty(loaded.Problems);
        Assert.Equal(20, loaded.Settings.Call.MaxTurns);
        Assert.Equal(TimeSpan.FromSeconds(4), loaded.Settings.Call.HoldingTime);
        Assert.Equal("Polly.Maja", loaded.Settings.Call.SayVoices[Language.Slovak]);
        Assert.Equal("gpt-6-luna", loaded.Settings.OpenAI.ChatModel);
        Assert.Equal(Path.GetFullPath("./data"), loaded.Settings.DataDir);
        Assert.True(loaded.Settings.FullSync);
    }

    [Fact]
    public void Every_problem_is_listed_at_once_with_the_variables_name_and_an_example()
    {
        var loaded = Load(new()
        {
            ["TWILIO_ACCOUNT_SID"] = "nonsense",
            ["PUBLIC_URL"] = "phone.example.com",
            ["MAX_TURNS"] = "many",
            ["TWILIO_RATE_LIMIT"] = "30 a minute",
            ["CALL_VOICE"] = "robot",
            ["SPEECH_MODEL_SK"] = "phone_call",
            ["TRUSTED_PROXIES"] = "my-proxy",
        });

        Assert.Equal(
            ["CALL_VOICE", "MAX_TURNS", "PUBLIC_URL", "SPEECH_MODEL_SK", "TRUSTED_PROXIES", "TWILIO_ACCOUNT_SID", "TWILIO_RATE_LIMIT"],
            loaded.Problems.Select(p => p[..p.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
        Assert.All(loaded.Problems, p => Assert.Contains("for example", p, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a-key-of-ours")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=a,b")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "2")]
    public void What_the_collector_could_not_be_told_is_refused_and_no_key_is_shown(string name, string value)
    {
        var loaded = Load(new() { [name] = value });

        Assert.StartsWith(name, Assert.Single(loaded.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain("of-ours", loaded.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_turn_shorter_than_its_holding_time_is_refused()
    {
        var loaded = Load(new() { ["HOLDING_SECONDS"] = "8", ["TURN_SECONDS"] = "5" });

        Assert.Contains("HOLDING_SECONDS", Assert.Single(loaded.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_wins_over_the_credential_and_the_credential_over_the_env_file()
    {
        var credentials = Directory.CreateTempSubdirectory("credentials-");
        File.WriteAllText(Path.Combine(credentials.FullName, "OPENAI_API_KEY"), "from-credential\n");
        File.WriteAllText(Path.Combine(credentials.FullName, "TWILIO_AUTH_TOKEN"), "from-credential\n");
        File.WriteAllText(Path.Combine(credentials.FullName, "OPENAI_TTS_VOICE"), "credentials are for secrets only");

        var settings = Load(
            new() { ["CREDENTIALS_DIRECTORY"] = credentials.FullName, ["TWILIO_AUTH_TOKEN"] = "from-environment" },
            new() { ["OPENAI_API_KEY"] = "from-file", ["ADMIN_TOKEN"] = "from-file", ["TWILIO_AUTH_TOKEN"] = "from-file" }).Settings;

        Assert.Equal("from-environment", settings.Twilio.AuthToken!.Reveal());
        Assert.Equal("from-credential", settings.OpenAI.ApiKey!.Reveal());
        Assert.Equal("from-file", settings.AdminToken!.Reveal());
        Assert.Equal("alloy", settings.OpenAI.TtsVoice);
        credentials.Delete(recursive: true);
    }

    [Fact]
    public void What_systemd_lends_the_service_alone_the_administrators_commands_read_where_it_lies()
    {
        var store = Directory.CreateTempSubdirectory("credstore-");
        File.WriteAllText(Path.Combine(store.FullName, "voicehunte.TWILIO_AUTH_TOKEN"), "stored\n");
        File.WriteAllText(Path.Combine(store.FullName, "voicehunte.OPENAI_API_KEY"), "stored");

        var beside = SettingsLoader.Load(new SettingsSource(new Dictionary<string, string>(), new Dictionary<string, string> { ["OPENAI_API_KEY"] = "from-file" }, store.FullName), null, []).Settings;
        var service = SettingsLoader.Load(new SettingsSource(new Dictionary<string, string> { ["CREDENTIALS_DIRECTORY"] = store.FullName }, new Dictionary<string, string>(), store.FullName), null, []).Settings;

        Assert.Equal("stored", beside.Twilio.AuthToken!.Reveal());
        Assert.Equal("stored", beside.OpenAI.ApiKey!.Reveal());
        Assert.Null(service.Twilio.AuthToken);
        store.Delete(recursive: true);
    }

    [Fact]
    public void Secrets_are_printed_neither_in_problems_nor_in_a_dump_of_the_settings()
    {
        var loaded = Load(new() { ["TWILIO_AUTH_TOKEN"] = "hush-hush", ["OPENAI_API_KEY"] = "hush-hush", ["ADMIN_TOKEN"] = "hush-hush", ["MAX_TURNS"] = "x" });

        Assert.DoesNotContain("hush-hush", loaded.Settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", string.Join('\n', loaded.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_name_is_warned_about_and_other_programs_variables_are_not()
    {
        var loaded = Load(
            new() { ["TWILIO_AUTH_TOKN"] = "x", ["VOICEHUNTE_COLOUR"] = "x", ["PATH"] = "/bin", ["HOME"] = "/root", ["LANG"] = "C" },
            new() { ["GREETING"] = "hello" });

        Assert.Equal(3, loaded.Warnings.Count);
        Assert.Contains(loaded.Warnings, w => w.Contains("did you mean TWILIO_AUTH_TOKEN", StringComparison.Ordinal));
        Assert.Contains(loaded.Warnings, w => w.StartsWith("VOICEHUNTE_COLOUR", StringComparison.Ordinal));
        Assert.Contains(loaded.Warnings, w => w.StartsWith("GREETING", StringComparison.Ordinal));
    }

    [Fact]
    public void OpenAIs_voice_without_OpenAIs_key_is_warned_about()
    {
        var loaded = Load(new() { ["CALL_VOICE"] = "openai" });

        Assert.Empty(loaded.Problems);
        Assert.Contains("OPENAI_API_KEY", Assert.Single(loaded.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Under_systemd_the_data_lie_in_the_state_directory_unless_the_operator_says_otherwise()
    {
        var state = new Dictionary<string, string> { ["STATE_DIRECTORY"] = "/var/lib/voicehunte" };

        Assert.Equal("/var/lib/voicehunte", Load(state).Settings.DataDir);
        Assert.Equal("/srv/phone", Load(state, new() { ["DATA_DIR"] = "/srv/phone" }).Settings.DataDir);
    }

    [Fact]
    public void An_env_file_is_read_as_systemd_and_a_shell_read_it()
    {
        var problems = new List<string>();
        var values = EnvFile.Parse("# a comment\n\nexport A=1\nB = \"two words\"\nC='#3'\nnonsense\nD=x=y\r\n", "the.env", problems);

        Assert.Equal(["1", "two words", "#3", "x=y"], [values["A"], values["B"], values["C"], values["D"]]);
        Assert.Equal("the.env, line 6: expected NAME=value", Assert.Single(problems));
    }

    private static LoadedSettings Load(Dictionary<string, string> environment, Dictionary<string, string>? envFile = null) =>
        SettingsLoader.Load(new SettingsSource(environment, envFile ?? []), dataDir: null, []);
}
