using System.Text;
using System.Xml;

namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// Any text, made fit for XML 1.0. What XML cannot carry at all (most control characters, halves of surrogate pairs,
/// U+FFFE and U+FFFF) is dropped: Twilio refuses a whole document for one such character.
/// </summary>
internal static class TwimlText
{
    /// <summary>Whether anything is left to be spoken once the forbidden characters are gone.</summary>
    public static bool IsSpeakable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i) || (XmlConvert.IsXmlChar(text[i]) && !char.IsWhiteSpace(text[i]))) return true;
        }

        return false;
    }

    public static void AppendText(StringBuilder xml, string text) => Append(xml, text, insideAttribute: false);

    public static void AppendAttribute(StringBuilder xml, string text) => Append(xml, text, insideAttribute: true);

    private static void Append(StringBuilder xml, string text, bool insideAttribute)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i)) xml.Append(text[i]).Append(text[++i]);
            else if (XmlConvert.IsXmlChar(text[i])) AppendEscaped(xml, text[i], insideAttribute);
        }
    }

    // A parser turns a bare carriage return into a line feed, and in attributes any white space into a blank.
    private static void AppendEscaped(StringBuilder xml, char character, bool insideAttribute)
    {
        _ = character switch
        {
            '&' => xml.Append("&amp;"),
            '<' => xml.Append("&lt;"),
            '>' => xml.Append("&gt;"),
            '\r' => xml.Append("&#13;"),
            '"' when insideAttribute => xml.Append("&quot;"),
            '\t' when insideAttribute => xml.Append("&#9;"),
            '\n' when insideAttribute => xml.Append("&#10;"),
            _ => xml.Append(character),
        };
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
