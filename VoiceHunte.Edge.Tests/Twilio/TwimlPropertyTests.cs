using System.Text;
using System.Xml.Linq;
using CsCheck;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class TwimlPropertyTests
{
    private const int Rounds = 5_000;

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.OneOf(Gen.Char['\0', '\u0100'], Gen.Char['\ud7f0', '\ue010'], Gen.Char['\ufff0', '\uffff'], Gen.Char["<>&\"'\r\n\t]"]), 0, 40]);

    [Fact]
    public void Any_text_is_said_as_it_is_minus_what_XML_forbids() => AnyText.Sample(text =>
    {
        var response = Parse(new TwimlWriter().Say(text, "alice"));
        var allowed = Allowed(text);
        return string.IsNullOrWhiteSpace(allowed) ? !response.HasElements : response.Element("Say")!.Value == allowed;
    }, iter: Rounds);

    [Fact]
    public void Any_text_comes_back_from_attributes() => Gen.Select(AnyText, AnyText, AnyText).Sample((voice, action, hints) =>
    {
        var options = new GatherOptions { Action = action, Language = voice, SpeechModel = hints, Hints = hints };
        var gather = Parse(new TwimlWriter().Gather(options, prompt => prompt.Say("?", voice).Play(action))).Element("Gather")!;
        return gather.Attribute("action")!.Value == Allowed(action)
            && gather.Attribute("hints")!.Value == Allowed(hints)
            && gather.Element("Say")!.Attribute("voice")!.Value == Allowed(voice)
            && gather.Element("Play")!.Value == Allowed(action);
    }, iter: Rounds);

    [Fact]
    public void Any_number_and_address_come_back() => Gen.Select(AnyText, AnyText).Sample((number, address) =>
    {
        var response = Parse(new TwimlWriter().Dial(number, address, 20, number).Redirect(address));
        return response.Element("Dial")!.Attribute("callerId")!.Value == Allowed(number)
            && response.Element("Dial")!.Element("Number")!.Value == Allowed(number)
            && response.Element("Redirect")!.Value == Allowed(address);
    }, iter: Rounds);

    private static XElement Parse(TwimlWriter twiml) => XElement.Parse(twiml.ToString(), LoadOptions.PreserveWhitespace);

    // XML 1.0, production 2: #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
    private static string Allowed(string text)
    {
        var kept = new StringBuilder();
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) continue;
            if (rune.Value is 0x9 or 0xA or 0xD or (>= 0x20 and <= 0xFFFD) or >= 0x10000) kept.Append(rune);
        }

        return kept.ToString();
    }
}
