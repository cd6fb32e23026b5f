using System.Xml;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>Reads an answer as strictly as Twilio: status 200, XML, and nothing in it that a verb does not have.</summary>
internal static class TwimlDocument
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The verbs, in document order.</summary>
    /// <param name="path">The address that answered, for the message.</param>
    /// <param name="reply">Its answer.</param>
    public static IReadOnlyList<XElement> Read(string path, WebhookReply reply)
    {
        if (reply.Status == 403)
            throw Refused(path, "403 (error 11200): has it another TWILIO_AUTH_TOKEN or PUBLIC_URL than this telephone?");
        if (reply.Status != 200) throw Refused(path, $"{reply.Status} (error 11200)");
        if (reply.ContentType is not ("text/xml" or "application/xml"))
            throw Refused(path, $"{reply.ContentType ?? "no content type"}, not text/xml (error 12300)");

        var response = Parse(path, reply.Body);
        if (response.Name != "Response") throw Refused(path, $"<{response.Name}>, not <Response> (error 12100)");

        TwimlGrammar.Check(path, response);
        return [.. response.Elements()];
    }

    private static XElement Parse(string path, string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), Strict);
            return XElement.Load(reader);
        }
        catch (XmlException malformed)
        {
            throw Refused(path, $"malformed XML: {malformed.Message} (error 12100)");
        }
    }

    private static TelephoneException Refused(string path, string what) =>
        TelephoneException.ApplicationError($"{path} answered {what}");
}
