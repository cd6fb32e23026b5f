using CsCheck;
using Microsoft.Extensions.Primitives;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class TwilioFormTests
{
    private static readonly string[] Names =
    [
        "CallSid", "From", "To", "CallStatus", "SpeechResult", "Confidence", "Digits", "CallDuration", "SequenceNumber",
        "DialCallStatus", "Language",
    ];

    [Fact]
    public void A_turn_is_read()
    {
        var form = Read(
            ("CallSid", "CA1"), ("From", "+421900123456"), ("To", "+421212345678"), ("CallStatus", "in-progress"),
            ("SpeechResult", "Stôl pre dvoch"), ("Confidence", "0.91"), ("Digits", "1"), ("CallDuration", "42"),
            ("SequenceNumber", "2"), ("DialCallStatus", "no-answer"), ("Language", "sk-SK"))!;

        Assert.Equal(("CA1", "+421900123456", "+421212345678", "in-progress"), (form.CallSid, form.From, form.To, form.CallStatus));
        Assert.Equal(("Stôl pre dvoch", 0.91, "1", "sk-SK"), (form.SpeechResult, form.Confidence, form.Digits, form.Language));
        Assert.Equal((TimeSpan.FromSeconds(42), 2, "no-answer"), (form.CallDuration, form.SequenceNumber, form.DialCallStatus));
    }

    [Fact]
    public void Silence_is_told_from_speech_that_was_not_asked_for()
    {
        Assert.Equal("", Read(("CallSid", "CA1"), ("SpeechResult", ""))!.SpeechResult);
        Assert.Null(Read(("CallSid", "CA1"))!.SpeechResult);
    }

    [Theory]
    [InlineData("0.0")]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("1.5")]
    [InlineData("0,91")]
    [InlineData("NaN")]
    [InlineData("")]
    public void A_confidence_that_was_not_measured_is_none(string confidence) =>
        Assert.Null(Read(("CallSid", "CA1"), ("Confidence", confidence))!.Confidence);

    [Theory]
    [InlineData("")]
    [InlineData("CA 1")]
    [InlineData("../CA1")]
    [InlineData("CA1\n")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_call_without_a_proper_id_is_no_call(string callSid) => Assert.Null(Read(("CallSid", callSid)));

    [Fact]
    public void A_form_without_a_call_is_no_call() => Assert.Null(Read(("From", "+421900123456")));

    [Fact]
    public void A_long_speech_is_cut_between_letters()
    {
        var form = Read(("CallSid", "CA1"), ("SpeechResult", "a" + string.Concat(Enumerable.Repeat("🍷", 2500))))!;

        Assert.Equal(3999, form.SpeechResult!.Length);
        Assert.EndsWith("🍷", form.SpeechResult, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_posted_makes_reading_fail()
    {
        var value = Gen.OneOf(Gen.String, Gen.Double.Select(number => $"{number}"), Gen.Long.Select(number => $"{number}"), Gen.Const("CA1"));
        Gen.Dictionary(Gen.OneOf(Gen.OneOf(Names), Gen.String), value.Array[0, 3])[0, 12].Sample(posted =>
        {
            var form = TwilioForm.Read(new FormCollection(posted.ToDictionary(
                field => field.Key, field => new StringValues(field.Value), StringComparer.OrdinalIgnoreCase)));
            return form is null or { CallSid.Length: > 0 and <= 64, Confidence: null or (> 0 and <= 1) };
        });
    }

    private static TwilioForm? Read(params (string Name, string Value)[] fields) =>
        TwilioForm.Read(new FormCollection(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value))));
}
