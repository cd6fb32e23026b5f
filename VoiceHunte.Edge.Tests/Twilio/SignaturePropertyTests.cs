using CsCheck;
using Microsoft.Extensions.Primitives;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class SignaturePropertyTests
{
    private const int Rounds = 1_000;

    private static readonly Secret Token = new("12345");
    private static readonly TwilioSignature Signature = new(Token, ["CallToken", "StirVerstat"]);

    // Forms arrive as UTF-8, which has no halves of surrogate pairs.
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String.AlphaNumeric, Gen.String[Gen.Char["Столик на двох žltý ☎ &=%+\r\n\t\0"], 0, 20], Gen.Const("🍷🥂"));

    private static readonly Gen<string> Url = Gen.Select(
        Gen.OneOf("http://", "https://", "HTTPS://user:pass@"),
        Gen.OneOf("edge.example.com", "Edge.Example.com", "[::1]", "localhost"),
        Gen.OneOf("", ":80", ":443", ":8000"),
        Gen.OneOf("", "/", "/twilio/voice", "/a@b:c", "/twilio/voice?turn=1", "?a=b@c:1"),
        (scheme, host, port, path) => scheme + host + port + path);

    private static readonly Gen<Dictionary<string, string[]>> Form =
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 12], Text.Array[1, 3])[0, 40];

    [Fact]
    public void Any_form_signed_by_Twilio_is_verified() => Gen.Select(Url, Form).Sample((url, form) =>
        Signature.Verifies(TwilioSigner.Sign("12345", url, Flat(form)), url, Posted(form)), iter: Rounds);

    [Fact]
    public void The_appliance_and_Twilio_sign_alike() => Gen.Select(Url, Form).Sample((url, form) =>
        TwilioSignature.Sign(Token, url, Posted(form)) == TwilioSigner.Sign("12345", url, Flat(form)), iter: Rounds);

    [Fact]
    public void The_order_of_parameters_and_values_does_not_matter() => Gen.Select(Url, Form).Sample((url, form) =>
        Signature.Verifies(TwilioSignature.Sign(Token, url, Posted(form)), url, Posted(form).Reverse()
            .Select(field => KeyValuePair.Create(field.Key, new StringValues([.. field.Value.Reverse()])))), iter: Rounds);

    [Fact]
    public void A_changed_letter_anywhere_in_the_form_is_refused() => Gen.Select(Url, Form, Gen.UInt).Sample((url, form, at) =>
    {
        if (form.Count == 0) return true;

        var signature = TwilioSignature.Sign(Token, url, Posted(form));
        var name = form.Keys.ElementAt((int)(at % form.Count));
        var values = form[name];
        var changed = new Dictionary<string, string[]>(form) { [name] = [Changed(values[0], at), .. values[1..]] };
        return values.Skip(1).Contains(values[0]) || !Signature.Verifies(signature, url, Posted(changed));
    }, iter: Rounds);

    [Fact]
    public void A_changed_letter_anywhere_in_the_signature_is_refused() => Gen.Select(Url, Form, Gen.UInt).Sample((url, form, at) =>
        !Signature.Verifies(Changed(TwilioSignature.Sign(Token, url, Posted(form)), at), url, Posted(form)), iter: Rounds);

    [Fact]
    public void No_address_or_signature_makes_it_throw() => Gen.Select(Gen.String, Gen.String, Form).Sample((url, signature, form) =>
        !Signature.Verifies(signature, url, Posted(form)) && !Signature.VerifiesSocket(signature, url)
            && !Signature.VerifiesJson(signature, url, "{}"u8));

    private static string Changed(string text, uint at)
    {
        if (text.Length == 0) return "x";

        var letters = text.ToCharArray();
        ref var letter = ref letters[at % text.Length];
        letter = letter == 'x' ? 'y' : 'x';
        return new string(letters);
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(Dictionary<string, string[]> form) =>
        form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value)));

    private static IEnumerable<KeyValuePair<string, StringValues>> Posted(Dictionary<string, string[]> form) =>
        form.Select(field => KeyValuePair.Create(field.Key, new StringValues(field.Value)));
}
