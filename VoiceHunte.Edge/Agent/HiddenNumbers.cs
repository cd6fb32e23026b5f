using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Takes numbers of payment cards and of persons out of what a caller says, before anybody else sees it: the agent has no use
/// for them, and nothing here may keep them. Telephone numbers, dates and reservation numbers stay.
/// </summary>
internal static partial class HiddenNumbers
{
    public const string Card = "[card]";
    public const string Id = "[id]";
    public const string Number = "[number]";

    // ISO/IEC 7812: 13 to 19 digits. A number of a person has 8 at least, and is one only where the caller says so.
    private const int ShortestCard = 13;
    private const int LongestCard = 19;
    private const int ShortestId = 8;
    private const int LongestId = 12;
    private const int ShortestTelephone = 6;

    /// <summary>A recogniser that mishears one digit spoils the check: of this length, a card's first digit is enough.</summary>
    private const int UsualCard = 16;

    /// <summary>The text itself where there is nothing to hide.</summary>
    public static string In(string text)
    {
        if (text.Length < ShortestId) return text;
        var hidden = Written(text);
        return HasManyNumbers(hidden) ? Told(hidden) : hidden;
    }

    /// <summary>The text without any number that is as long as a telephone's: <c>[number]</c> in its place. Dates and times stay.</summary>
    public static string LongIn(string text) => WithoutRuns(
        text, token => token is { StartsWithDigit: true, IsNumber: false }, (digits, _) => digits.Length >= ShortestTelephone ? Number : null, withPlus: true);

    /// <summary>Those that are known by their form: 850101/1234, 123-45-6789, an IBAN.</summary>
    private static string Written(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return text;
        var hidden = BirthNumber().Replace(text, match => IsBirthNumber(match.ValueSpan) ? Id : match.Value);
        hidden = SocialSecurityNumber().Replace(hidden, Id);
        return Iban().Replace(hidden, match => IsIban(match.Value) ? Id : match.Value);
    }

    private static string Told(string text) => WithoutRuns(text, _ => false, (digits, isInternational) => KindOf(digits, isInternational, text), withPlus: false);

    /// <summary>Puts a word in the place of digits and number words in a row, whatever stands between them.</summary>
    /// <param name="isApart">True of a token that begins no row.</param>
    /// <param name="kindOf">What stands for these digits, which may have a plus before them; null: they stay.</param>
    /// <param name="withPlus">The plus goes too.</param>
    private static string WithoutRuns(string text, Func<Token, bool> isApart, Func<string, bool, string?> kindOf, bool withPlus)
    {
        var tokens = Tokenizer.Cut(text);
        var hidden = new StringBuilder();
        var kept = 0;
        for (var at = 0; at < tokens.Length;)
        {
            var (end, digits) = isApart(tokens[at]) ? (at + 1, "") : Run(tokens, at);
            var isInternational = IsInternational(text, tokens[at]);
            if (kindOf(digits, isInternational) is { } kind)
            {
                var start = tokens[at].Start - (withPlus && isInternational ? 1 : 0);
                hidden.Append(text, kept, start - kept).Append(kind);
                kept = tokens[end - 1].End;
            }

            at = Math.Max(at + 1, end);
        }

        return kept == 0 ? text : hidden.Append(text, kept, text.Length - kept).ToString();
    }

    private static string? KindOf(string digits, bool isInternational, string text)
    {
        if (isInternational || digits.StartsWith("00", StringComparison.Ordinal)) return null;
        if (digits.Length is >= ShortestCard and <= LongestCard && (PassesLuhn(digits) || (digits.Length == UsualCard && digits[0] is >= '2' and <= '6'))) return Card;
        return digits.Length is >= ShortestId and <= LongestId && IsOfPerson(text) ? Id : null;
    }

    private static bool IsOfPerson(string text)
    {
        var words = HeardWords.Of(text).Plain;
        return Language.All.Any(language => Vocabulary.For(language).IdNumber.IsIn(words));
    }

    /// <summary>The digits that are told from there on: "4539", "forty five thirty nine", "double four".</summary>
    private static (int End, string Digits) Run(Token[] tokens, int at)
    {
        var digits = new StringBuilder();
        var (end, tens) = (at, false);
        for (; end < tokens.Length; end++)
        {
            var token = tokens[end];
            if (token.StartsWithDigit)
            {
                if (!token.Plain.All(c => char.IsAsciiDigit(c) || c is '.' or '/')) break;
                digits.Append([.. token.Plain.Where(char.IsAsciiDigit)]);
                tens = false;
                continue;
            }

            if (ValueOf(token) is not { } value) break;
            // Twenty and five are one number.
            if (tens && value is > 0 and < 10) digits[^1] = (char)('0' + value);
            else digits.Append(CultureInfo.InvariantCulture, $"{value}");
            tens = value >= 20 && value % 10 == 0;
        }

        return (end, digits.ToString());
    }

    private static int? ValueOf(Token token)
    {
        foreach (var language in Language.All)
            if (LanguageGrammar.For(language).NumberOf(token) is { Value: >= 0 and < 100 } number && (number.Kind & NumberKind.Cardinal) != 0) return number.Value;

        return null;
    }

    // Eight digits in figures, or as many words as could tell them: most of what callers say has neither.
    private static bool HasManyNumbers(string text)
    {
        var (figures, words) = (0, 1);
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter)) figures++;
            else if (letter == ' ') words++;
        }

        return figures + words >= ShortestId && (figures >= ShortestId || words >= ShortestCard / 2);
    }

    private static bool IsInternational(string text, Token first) => first.Start > 0 && text[first.Start - 1] == '+';

    private static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return sum % 10 == 0;
    }

    // Month + 50 for women, + 20 where a day's numbers ran out; since 1954 ten digits, divisible by eleven.
    private static bool IsBirthNumber(ReadOnlySpan<char> written)
    {
        var month = int.Parse(written[2..4], CultureInfo.InvariantCulture) % 50;
        var day = int.Parse(written[4..6], CultureInfo.InvariantCulture);
        if (month is not ((>= 1 and <= 12) or (>= 21 and <= 32)) || day is < 1 or > 31) return false;
        return written.Length == 10 || long.Parse($"{written[..6]}{written[7..]}", CultureInfo.InvariantCulture) % 11 == 0;
    }

    private static bool IsIban(string written)
    {
        var iban = written.Replace(" ", "", StringComparison.Ordinal);
        var rest = 0;
        foreach (var letter in iban[4..] + iban[..4])
        {
            var value = char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10;
            rest = ((rest * (value < 10 ? 10 : 100)) + value) % 97;
        }

        return rest == 1;
    }

    [GeneratedRegex(@"\b\d{6}/\d{3,4}\b")]
    private static partial Regex BirthNumber();

    [GeneratedRegex(@"\b\d{3}-\d{2}-\d{4}\b")]
    private static partial Regex SocialSecurityNumber();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,3})?\b")]
    private static partial Regex Iban();
}
