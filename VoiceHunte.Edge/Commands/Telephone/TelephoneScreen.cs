using System.Globalization;
using System.Text;
using System.Xml.Linq;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>What a call looks like: requests and verbs dimly, what is said brightly.</summary>
/// <param name="output">Where it is shown.</param>
/// <param name="colours">Whether that is a terminal that wants them.</param>
/// <param name="isTyped">Whether the caller types on this very screen, which then shows their words by itself.</param>
internal sealed class TelephoneScreen(TextWriter output, bool colours, bool isTyped)
{
    private const string Dim = "2";
    private const string Bold = "1";
    private const string Green = "32";
    private const string Red = "31";

    private const int VerbWidth = 10;
    private const int LineWidth = 100;

    // A socket's messages come on other threads than the caller's words.
    private readonly TextWriter output = TextWriter.Synchronized(output);

    // Where an answer that comes piece by piece has got to; 0: none is coming.
    private int column;

    public void Ringing(string from, string to, string callSid)
    {
        output.WriteLine($"{Painted(Bold, $"☎ {from} rings {to}")}  {Painted(Dim, callSid)}");
        if (!isTyped) return;

        output.WriteLine(Painted(Dim, "  Type what you say. #5 presses 5, an empty line is silence, Ctrl-D hangs up."));
    }

    public void Answered(Webhook webhook, WebhookReply reply)
    {
        output.WriteLine();
        var took = reply.Took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        var line = $"→ {webhook.Method} {webhook.Url.PathAndQuery}  {reply.Status} in {took} ms";
        output.WriteLine(Painted(reply.Status == 200 ? Dim : Red, line));
    }

    public void Said(XElement say, int depth) =>
        Verb(depth, "Say", say.Value, Bold, Joined(say.Attribute("voice")?.Value, say.Attribute("language")?.Value));

    public void Played(string url, PlayedAudio audio, bool isHeard, int depth)
    {
        var what = string.Create(CultureInfo.InvariantCulture,
            $"{audio.ContentType}, {audio.Bytes:N0} bytes in {audio.Took.TotalMilliseconds:0} ms");
        var failure = audio.Status == 0 ? "could not be fetched" : $"{audio.Status} {audio.ContentType}";
        if (isHeard) Verb(depth, "Play", url, Dim, what);
        else Verb(depth, "Play", $"{url}: {failure}, the caller hears nothing", Red, "");
    }

    /// <summary>A verb that makes no sound: Gather, Pause, Redirect, Dial, Hangup, Reject.</summary>
    public void Did(string verb, string what, int depth = 0) => Verb(depth, verb, what, Dim, "");

    public void Prompt()
    {
        EndLine();
        output.Write(Painted(Green, "  " + "You".PadRight(VerbWidth)));
        output.Flush();
    }

    public void Heard(string line)
    {
        if (isTyped) return;

        var shown = line.Length == 0 ? "(silence)" : line.StartsWith('#') ? $"(presses {line[1..]})" : line;
        output.WriteLine(Painted(Green, shown));
    }

    /// <summary>A piece of what is said, as it comes.</summary>
    public void Token(string token, bool isLast)
    {
        if (column == 0)
        {
            output.Write(Painted(Dim, "  " + "Says".PadRight(VerbWidth)));
            column = 2 + VerbWidth;
        }

        // A piece that does not fit goes into the next line, without its leading blank.
        if (column + token.Length > LineWidth && column > 2 + VerbWidth)
        {
            output.Write('\n' + new string(' ', 2 + VerbWidth));
            token = token.TrimStart();
            column = 2 + VerbWidth;
        }

        output.Write(Painted(Bold, token));
        column += token.Length;
        if (isLast) EndLine();
    }

    /// <summary>What the caller says by way of a file.</summary>
    public void SaidAloud(string file, int soundBytes) =>
        output.WriteLine(Painted(Green, "  " + "You".PadRight(VerbWidth) + $"{file}, {Seconds(Sounding(soundBytes))}"));

    public void Pressed(string keys) => output.WriteLine(Painted(Green, "  " + "You".PadRight(VerbWidth) + $"(presses {keys})"));

    /// <summary>The restaurant spoke, on a media stream.</summary>
    /// <param name="began">Since the stream began.</param>
    /// <param name="lasted">For so long.</param>
    /// <param name="unheard">What a <c>clear</c> took away; zero: it spoke to its end.</param>
    public void Spoke(TimeSpan began, TimeSpan lasted, TimeSpan unheard)
    {
        var cut = unheard > TimeSpan.Zero ? $", cut off with {Seconds(unheard)} unheard" : "";
        Verb(0, "Speaks", $"at {Seconds(began)}, for {Seconds(lasted)}{cut}", Bold, "");
    }

    /// <summary>How long so many bytes of µ-law sound.</summary>
    public static TimeSpan Sounding(int bytes) => TimeSpan.FromSeconds((double)bytes / MuLaw.SamplesPerSecond);

    public void HungUp() => output.WriteLine(Painted(Green, "(hangs up)"));

    public void Ended(string how, TimeSpan lasted, int turns)
    {
        var seconds = lasted.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine(Painted(Bold, $"☎ {how}: {turns} {(turns == 1 ? "turn" : "turns")} in {seconds} s"));
    }

    public void Failed(string message)
    {
        EndLine();
        output.WriteLine();
        output.WriteLine(Painted(Red, $"✗ {message}"));
    }

    private void EndLine()
    {
        if (column > 0) output.WriteLine();
        column = 0;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private void Verb(int depth, string verb, string what, string paint, string aside)
    {
        EndLine();
        var margin = new string(' ', 2 + (2 * depth));
        var indent = 2 + VerbWidth;
        output.Write(margin);
        output.Write(Painted(Dim, verb.PadRight(indent - margin.Length)));
        output.Write(Painted(paint, Wrapped(what, indent)));
        output.WriteLine(aside.Length == 0 ? "" : Painted(Dim, $"  [{aside}]"));
    }

    // Whole words, each further line starting under the first.
    private static string Wrapped(string text, int indent)
    {
        var wrapped = new StringBuilder();
        var column = indent;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > indent && column + 1 + word.Length > LineWidth)
            {
                wrapped.Append('\n').Append(' ', indent);
                column = indent;
            }
            else if (column > indent)
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }

    private static string Joined(params string?[] parts) => string.Join(", ", parts.OfType<string>());

    private string Painted(string paint, string text) => colours ? $"\e[{paint}m{text}\e[0m" : text;
}
