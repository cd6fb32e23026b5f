namespace VoiceHunte.Edge.Twilio;

/// <content>The verbs that put a call on a WebSocket, until the socket is closed.</content>
internal sealed partial class TwimlWriter
{
    /// <summary>Sends the call's sound over a WebSocket, both ways, until the appliance closes it.</summary>
    /// <param name="url"><c>wss://…</c>, without a query: Twilio drops it.</param>
    /// <param name="action">What is asked then; null: the next verb follows.</param>
    /// <param name="parameters">Come back in <see cref="StreamStart.Parameters"/>.</param>
    /// <exception cref="ArgumentException">An address or a parameter that Twilio does not take.</exception>
    public TwimlWriter ConnectStream(string url, string? action, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        CheckSocket(url, nameof(url));
        OpenConnect(action).Open("Stream").Attribute("url", url);
        xml.Append('>');
        return AddParameters(parameters).End("Stream").End("Connect");
    }

    /// <summary>Lets Twilio listen and speak, and sends the words over a WebSocket, until either side ends it.</summary>
    /// <exception cref="ArgumentException">An address or a parameter that Twilio does not take.</exception>
    public TwimlWriter ConnectRelay(RelayOptions options)
    {
        CheckSocket(options.Url, nameof(options));
        OpenConnect(options.Action)
            .Open("ConversationRelay")
            .Attribute("url", options.Url)
            .Attribute("welcomeGreeting", options.WelcomeGreeting)
            .Attribute("language", options.Language)
            .Attribute("ttsLanguage", options.TtsLanguage)
            .Attribute("transcriptionLanguage", options.TranscriptionLanguage)
            .Attribute("ttsProvider", options.TtsProvider)
            .Attribute("voice", options.Voice)
            .Attribute("transcriptionProvider", options.TranscriptionProvider)
            .Attribute("speechModel", options.SpeechModel)
            .Attribute("interruptible", options.Interruptible)
            .Attribute("dtmfDetection", options.DtmfDetection)
            .Attribute("hints", options.Hints)
            .Attribute("reportInputDuringAgentSpeech", options.ReportInputDuringAgentSpeech)
            .Attribute("ignoreBackchannel", options.IgnoreBackchannel)
            .Attribute("events", options.Events);
        xml.Append('>');
        foreach (var language in options.Languages) AddLanguage(language);
        return AddParameters(options.Parameters).End("ConversationRelay").End("Connect");
    }

    private TwimlWriter OpenConnect(string? action)
    {
        OpenOutside("Connect").Attribute("action", action).Attribute("method", action is null ? null : "POST");
        xml.Append('>');
        return this;
    }

    private void AddLanguage(RelayLanguage language) => Open("Language")
        .Attribute("code", language.Code)
        .Attribute("ttsProvider", language.TtsProvider)
        .Attribute("voice", language.Voice)
        .Attribute("transcriptionProvider", language.TranscriptionProvider)
        .Attribute("speechModel", language.SpeechModel)
        .Close();

    private TwimlWriter AddParameters(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var count = 0;
        foreach (var (name, value) in parameters)
        {
            if (++count > TwilioParameters.Most) throw new ArgumentException($"Twilio takes {TwilioParameters.Most} parameters at most.", nameof(parameters));
            if (!TwilioParameters.IsWithinLimits(name, value))
                throw new ArgumentException($"A parameter's name and value have less than {TwilioParameters.TooLong} characters together.", nameof(parameters));

            Open("Parameter").Attribute("name", name).Attribute("value", value).Close();
        }

        return this;
    }

    private static void CheckSocket(string url, string parameter)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeWss)
            throw new ArgumentException("Twilio opens wss:// addresses only.", parameter);
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new ArgumentException("Twilio takes no query in a WebSocket's address: a parameter carries it.", parameter);
    }
}
