using Microsoft.Extensions.Primitives;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

/// <summary>The signatures in the test suites of Twilio's own libraries (C#, Python, Node, PHP), all with the token 12345.</summary>
public sealed class SignatureVectorTests
{
    private const string U = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private const string BodyHash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    private const string EmptyBodyHash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private static readonly Dictionary<string, StringValues> Call = new()
    {
        ["CallSid"] = "CA1234567890ABCDE",
        ["Caller"] = "+14158675309",
        ["Digits"] = "1234",
        ["From"] = "+14158675309",
        ["To"] = "+18005551212",
    };

    private static readonly TwilioSignature Signature = new(new Secret("12345"), []);

    [Theory]
    [InlineData(U, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData(U, "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    [InlineData("https://user:pass@mycompany.com/myapp.php?foo=1&bar=2", "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    [InlineData("https://user@mycompany.com/myapp.php?foo=1&bar=2", "2YRLlVAflCqxaNicjMpJcSTgzSs=")]
    [InlineData("https://user:pass@mycompany.com:443/myapp.php?foo=1&bar=2", "ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=")]
    [InlineData("https://user:pass@mycompany.com/myapp.php?foo=1&bar=2", "ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=")]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://MyCompany.com:1234/myapp.php?foo=1&bar=2", "PCqOZm8cnu/L6+u5i5fuEd+Iac4=")]
    [InlineData("http://MyCompany.com/myapp.php?foo=1&bar=2", "XY7AlKOKL6im4yWyX84gldUrtis=")]
    [InlineData("http://username:password@MyCompany.com/myapp.php?foo=1&bar=2", "PJ08CxXr7KLPjEQCTc8LkUSMwSM=")]
    [InlineData("HTTP://username:password@MyCompany.com/myapp.php?foo=1&bar=2", "hy/l8pca+LFms4cvRdv8uiP6NGc=")]
    [InlineData("http://Username:Password@MyCompany.com/myapp.php?foo=1&bar=2", "SkTSKyDJH9kUlhItI0slbgZ1UsI=")]
    [InlineData(U + "&Body=It's+amazing", "dsq4Ehbj6cs+KdTkpF5sSSplOWw=")]
    [InlineData(U + "#ct=2000&rt=8000", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    public void A_form_is_verified_at_every_spelling_of_its_address(string url, string signature) =>
        Assert.True(Signature.Verifies(signature, url, Call));

    [Theory]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com/myapp.php?bar=2&foo=1", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData(U, "NOTRSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData(U, "RSOYDt4T1cUTdK1PDd93/VVr8B9=")]
    [InlineData(U, "RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    [InlineData(U, " RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData(U, "")]
    [InlineData(U, null)]
    public void Anything_else_is_refused(string url, string? signature) => Assert.False(Signature.Verifies(signature, url, Call));

    [Fact]
    public void Values_of_a_repeated_name_are_signed_each_in_order_and_once()
    {
        var binding = new Dictionary<string, StringValues> { ["MessagingBinding.Address"] = new(["+1325xxxxxxx", "+1415xxxxxxx"]) };
        var digits = new Dictionary<string, StringValues> { ["Sid"] = "CA123", ["SidAccount"] = "AC123", ["Digits"] = new(["5678", "1234"]) };
        var twice = new Dictionary<string, StringValues>(digits) { ["Digits"] = new(["1234", "5678", "1234"]) };

        Assert.True(Signature.Verifies("83O6e2vORAoJHUNzJjDWN1jz+BA=", U, binding));
        Assert.True(Signature.Verifies("IK+Dwps556ElfBT0I3Rgjkr1wJU=", U, digits));
        Assert.True(Signature.Verifies("IK+Dwps556ElfBT0I3Rgjkr1wJU=", U, twice));
        Assert.False(Signature.Verifies("YLMqXag434cTVesiMDG5hUT7Fq8=", U, digits), "joined with a comma, as the C# library does");
    }

    [Theory]
    [InlineData(U + "&bodySHA256=" + BodyHash, "a9nBmqA0ju/hNViExpshrM61xv4=", """{"property": "value", "boolean": true}""")]
    [InlineData("https://mycompany.com/myapp.php?bodySHA256=" + BodyHash, "y77kIzt2vzLz71DgmJGsen2scGs=", """{"property": "value", "boolean": true}""")]
    [InlineData(U + "&bodySHA256=" + EmptyBodyHash, "Ldidvp12m26NI7eqEvxnEpkd9Hc=", "{}")]
    [InlineData(U + "&bodySHA256=" + EmptyBodyHash, "rw/jVviOgicj2+kHZULvebnA4ag=", "{}")]
    public void A_JSON_body_is_verified_by_its_hash(string url, string signature, string body) =>
        Assert.True(Signature.VerifiesJson(signature, url, System.Text.Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_JSON_body_is_refused_without_its_hash_or_with_another_body()
    {
        var bare = TwilioSigner.Sign("12345", U, []);

        Assert.False(Signature.VerifiesJson(bare, U, "{}"u8));
        Assert.False(Signature.VerifiesJson("rw/jVviOgicj2+kHZULvebnA4ag=", U + "&bodySHA256=" + EmptyBodyHash, "{ }"u8));
        Assert.False(Signature.VerifiesJson("a9nBmqA0ju/hNViExpshrM61xv4=", U + "&bodySHA256=" + EmptyBodyHash, "{}"u8));
    }

    [Theory]
    [InlineData("https://example.com/media", "7PR3qMkpDyEJtMrVOY/LDyNq8J8=")]
    [InlineData("wss://example.com/media", "7PR3qMkpDyEJtMrVOY/LDyNq8J8=")]
    [InlineData("http://example.com/media", "7PR3qMkpDyEJtMrVOY/LDyNq8J8=")]
    [InlineData("https://example.com/media/", "7PR3qMkpDyEJtMrVOY/LDyNq8J8=")]
    [InlineData("https://example.com:443/media", "7PR3qMkpDyEJtMrVOY/LDyNq8J8=")]
    [InlineData("https://example.com/media", "T+WBXwUXC0/CyoZ1DA+p9ilZORs=")]
    [InlineData("https://example.com/ws?token=abc123&foo=bar", "eCcxb4BtGXrZ1GDHP5XJwOHJ8To=")]
    [InlineData("https://example.com/ws?token=abc123&foo=bar", "g+TEnJ3iv1UwU+M96Uj0qshHnNM=")]
    public void A_WebSocket_is_verified_as_wss(string url, string signature) => Assert.True(Signature.VerifiesSocket(signature, url));

    [Theory]
    [InlineData("https://example.com/media", "6HZQ7Cq/dSYDCAiy3qRA6PZfACI=")]
    [InlineData("https://example.com/ws?token=abc124&foo=bar", "eCcxb4BtGXrZ1GDHP5XJwOHJ8To=")]
    [InlineData("https://example.com/ws", "eCcxb4BtGXrZ1GDHP5XJwOHJ8To=")]
    [InlineData("https://example.com/media", null)]
    public void A_WebSocket_signed_otherwise_is_refused(string url, string? signature) =>
        Assert.False(Signature.VerifiesSocket(signature, url));

    [Fact]
    public void A_ringing_call_and_a_turn_in_Ukrainian_are_verified()
    {
        var ringing = new Dictionary<string, StringValues>
        {
            ["CallSid"] = "CA00000000000000000000000000000001",
            ["AccountSid"] = "AC00000000000000000000000000000001",
            ["From"] = "+421900123456",
            ["To"] = "+421212345678",
            ["CallStatus"] = "ringing",
            ["ApiVersion"] = "2010-04-01",
            ["Direction"] = "inbound",
        };
        var turn = new Dictionary<string, StringValues>(ringing)
        {
            ["CallStatus"] = "in-progress",
            ["SpeechResult"] = "Столик на двох, будь ласка",
            ["Confidence"] = "0.91",
            ["Language"] = "uk-UA",
        };

        Assert.True(Signature.Verifies("jks5DyDGeasmZEj4u0zTIy8De4Q=", "https://edge.example.com/twilio/incoming", ringing));
        Assert.True(Signature.Verifies("Gmj5paI0EcPwpd10Pm2oZWdC0zc=", "https://edge.example.com/twilio/voice?turn=1", turn));
    }

    [Fact]
    public void A_parameter_added_after_signing_is_tolerated_only_where_that_is_allowed()
    {
        const string url = "https://api.acme.com/twilio/voice";
        var signed = new Dictionary<string, StringValues> { ["CallSid"] = "CA1", ["From"] = "+5511987654321" };
        var sent = new Dictionary<string, StringValues>(signed) { ["StirVerstat"] = "TN-Validation-Passed-A" };
        var tolerant = new TwilioSignature(new Secret("token"), ["CallToken", "StirVerstat"]);
        var strict = new TwilioSignature(new Secret("token"), []);
        var late = TwilioSigner.Sign("token", url, signed.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));

        Assert.True(strict.Verifies("A8xudRcvIv+pFEwk/mgVzWhDutw=", url, sent));
        Assert.True(tolerant.Verifies("A8xudRcvIv+pFEwk/mgVzWhDutw=", url, sent));
        Assert.True(tolerant.Verifies(late, url, sent));
        Assert.False(strict.Verifies(late, url, sent));
        sent["From"] = "+5511987654322";
        Assert.False(tolerant.Verifies(late, url, sent));
    }
}
