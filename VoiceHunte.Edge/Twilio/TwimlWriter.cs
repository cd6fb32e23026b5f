using System.Globalization;
using System.Text;

namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// Writes what Twilio shall do next. Well-formed for any text put in, and only verbs and attributes that Twilio has.
/// A sample: <c>&lt;Response&gt;&lt;Say voice="Polly.Joanna"&gt;Goodbye.&lt;/Say&gt;&lt;Hangup/&gt;&lt;/Response&gt;</c>
/// </summary>
internal sealed partial class TwimlWriter
{
    public const string ContentType = "text/xml; charset=utf-8";

    private readonly StringBuilder xml = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>", 1024);
    private bool insideGather;

    /// <summary>Speaks. A text with nothing to speak in it is left out, as Twilio takes an empty Say for an error.</summary>
    public TwimlWriter Say(string text, string voice, string? language = null)
    {
        return TwimlText.IsSpeakable(text)
            ? Open("Say").Attribute("voice", voice).Attribute("language", language).Close("Say", text)
            : this;
    }

    public TwimlWriter Play(string url) => Open("Play").Close("Play", url);

    public TwimlWriter Pause(int seconds) => Open("Pause").Attribute("length", seconds).Close();

    public TwimlWriter Redirect(string url) => OpenOutside("Redirect").Attribute("method", "POST").Close("Redirect", url);

    /// <summary>Records the call from here on, on two channels, while the verbs go on.</summary>
    /// <param name="callback">An absolute address, where its end is told.</param>
    public TwimlWriter StartRecording(string callback)
    {
        OpenOutside("Start");
        xml.Append('>');
        return Open("Recording").Attribute("channels", "dual").Attribute("recordingStatusCallback", callback).Attribute("recordingStatusCallbackMethod", "POST")
            .Attribute("recordingStatusCallbackEvent", "in-progress completed absent").Close().End("Start");
    }

    public TwimlWriter Hangup() => OpenOutside("Hangup").Close();

    /// <summary>Rings somebody else and joins the caller to them.</summary>
    /// <param name="number">The number to ring, in E.164 form.</param>
    /// <param name="action">Where the outcome (<c>DialCallStatus</c>) is posted.</param>
    /// <param name="timeoutSeconds">How long it may ring.</param>
    /// <param name="callerId">The number shown to the one called; null: the caller's own.</param>
    public TwimlWriter Dial(string number, string action, int timeoutSeconds, string? callerId = null)
    {
        OpenOutside("Dial").Attribute("action", action).Attribute("timeout", timeoutSeconds).Attribute("callerId", callerId);
        xml.Append('>');
        return Open("Number").Close("Number", number).End("Dial");
    }

    /// <summary>Listens while <paramref name="inside"/> is spoken and after it: Say, Play and Pause alone.</summary>
    public TwimlWriter Gather(GatherOptions options, Action<TwimlWriter> inside)
    {
        OpenOutside("Gather")
            .Attribute("input", options.Input)
            .Attribute("action", options.Action)
            .Attribute("method", "POST")
            .Attribute("timeout", options.TimeoutSeconds)
            .Attribute("speechTimeout", options.SpeechTimeoutSeconds)
            .Attribute("numDigits", options.NumDigits)
            .Attribute("language", options.Language)
            .Attribute("speechModel", options.SpeechModel)
            .Attribute("hints", options.Hints)
            .Attribute("actionOnEmptyResult", options.ActionOnEmptyResult)
            .Attribute("bargeIn", options.BargeIn);
        xml.Append('>');
        insideGather = true;
        inside(this);
        insideGather = false;
        return End("Gather");
    }

    /// <summary>The whole document.</summary>
    public override string ToString() => xml + "</Response>";

    private TwimlWriter OpenOutside(string verb) => insideGather
        ? throw new InvalidOperationException($"A Gather cannot hold {verb}, only Say, Play and Pause.")
        : Open(verb);

    private TwimlWriter Open(string verb)
    {
        xml.Append('<').Append(verb);
        return this;
    }

    private TwimlWriter Attribute(string name, int? value) =>
        Attribute(name, value?.ToString(CultureInfo.InvariantCulture));

    private TwimlWriter Attribute(string name, bool? value) =>
        Attribute(name, value switch { null => null, true => "true", false => "false" });

    private TwimlWriter Attribute(string name, string? value)
    {
        if (value is null) return this;

        xml.Append(' ').Append(name).Append("=\"");
        TwimlText.AppendAttribute(xml, value);
        xml.Append('"');
        return this;
    }

    private TwimlWriter Close()
    {
        xml.Append("/>");
        return this;
    }

    private TwimlWriter Close(string verb, string text)
    {
        xml.Append('>');
        TwimlText.AppendText(xml, text);
        return End(verb);
    }

    private TwimlWriter End(string verb)
    {
        xml.Append("</").Append(verb).Append('>');
        return this;
    }
}
