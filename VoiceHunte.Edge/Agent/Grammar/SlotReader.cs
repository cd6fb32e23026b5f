using System.Collections.Frozen;
using System.Globalization;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>Reads what stands in a sentence for a slot of a pattern.</summary>
internal sealed class SlotReader
{
    private const int LongestNumber = 3;
    private const int LongestDate = 3;
    private const int FewestFigures = 3;

    private readonly bool ordinalHours;
    private readonly FrozenDictionary<string, int> months;
    private readonly FrozenDictionary<string, int> weekdays;
    private readonly FrozenSet<string> counted;
    private readonly PatternTable<DayPart> parts;
    private readonly NameReader names;
    private readonly DigitReader digits;

    public SlotReader(GrammarFile file, PatternForms forms)
    {
        ordinalHours = file.OrdinalHours;
        months = Words(file.Months);
        weekdays = Words(file.Weekdays);
        counted = file.Counted.SelectMany(forms.Words).ToFrozenSet();
        parts = new(file.Parts.SelectMany(part => part.Value.Select(text => (text, Enum.Parse<DayPart>(part.Key, ignoreCase: true)))), forms);
        names = new(file, forms);
        digits = new(file, forms);

        FrozenDictionary<string, int> Words(IReadOnlyDictionary<string, IReadOnlyList<string>> named) =>
            (from name in named from word in name.Value.SelectMany(forms.Words) select (word, value: int.Parse(name.Key, CultureInfo.InvariantCulture)))
            .DistinctBy(pair => pair.word).ToFrozenDictionary(pair => pair.word, pair => pair.value);
    }

    /// <summary>False where it surely does not; told quickly, as it is asked at every word.</summary>
    public bool MayBegin(Slot slot, Sentence sentence, int at) => slot switch
    {
        Slot.Clock or Slot.Hhmm or Slot.Date => sentence[at].StartsWithDigit,
        Slot.Month => months.ContainsKey(sentence[at].Plain),
        Slot.Weekday => weekdays.ContainsKey(sentence[at].Plain),
        _ => Longest(slot, sentence, at) > 0,
    };

    /// <summary>How many words the slot may take there at most; 0 when it is not there.</summary>
    public int Longest(Slot slot, Sentence sentence, int at)
    {
        if (at >= sentence.Length) return 0;
        return slot switch
        {
            Slot.Hour or Slot.Running or Slot.Minute or Slot.Number or Slot.Several or Slot.Day or Slot.Ordinal => sentence.Number(at).Kind == NumberKind.None ? 0 : LongestNumber,
            Slot.Date => LongestDate,
            Slot.Part => parts.LongestAt(sentence, at, this) is { } found ? found.Length : 0,
            Slot.Name or Slot.Capital => names.LengthAt(sentence, at, slot == Slot.Capital),
            Slot.Digits or Slot.Code => digits.LengthAt(sentence, at),
            _ => 1,
        };
    }

    /// <summary>Takes exactly so many words; false when they are nothing of the kind.</summary>
    public bool Take(Slot slot, Sentence sentence, int at, int length, ref Caught caught)
    {
        switch (slot)
        {
            case Slot.Clock: return ClockText.TryClock(sentence[at], ref caught);
            case Slot.Hhmm: return ClockText.TryHhmm(sentence[at], ref caught);
            case Slot.Date: return DateText.TryRead(sentence, at, length, ref caught);
            case Slot.Month: return months.TryGetValue(sentence[at].Plain, out caught.Month);
            case Slot.Weekday: return weekdays.TryGetValue(sentence[at].Plain, out var day) && (caught.Weekday = day - 1) >= 0;
            case Slot.Year: return sentence.Number(at).Value is >= 2000 and < 2100 and var year && (caught.Year = year) > 0;
            case Slot.Part:
                if (parts.LongestAt(sentence, at, this) is not { } part || part.Length != length) return false;
                caught.Part = part.Value;
                return true;
            case Slot.Name or Slot.Capital:
                caught.Text = names.Read(sentence, at, length);
                return caught.Text is not null;
            case Slot.Digits or Slot.Code:
                caught.Text = digits.Read(sentence, at, length);
                return caught.Text.Length >= (slot == Slot.Code ? FewestFigures : 1);
            default: return TakeNumber(slot, sentence.Number(at, length), sentence, at + length, ref caught);
        }
    }

    private bool TakeNumber(Slot slot, NumberHeard number, Sentence sentence, int end, ref Caught caught)
    {
        if (number.Kind == NumberKind.None) return false;
        var isOrdinal = (number.Kind & NumberKind.Ordinal) != 0;
        var isHour = (number.Kind & NumberKind.Hour) != 0;
        var counts = (number.Kind & (NumberKind.Digits | NumberKind.Cardinal)) != 0;
        switch (slot)
        {
            case Slot.Hour when number.Value <= 24 && (counts || isHour || (isOrdinal && ordinalHours)): caught.Hour = number.Value; return true;
            case Slot.Running when number.Value is >= 1 and <= 12 && (isHour || isOrdinal): caught.Hour = number.Value == 1 ? 12 : number.Value - 1; return true;
            case Slot.Several when (number.Kind & NumberKind.Collective) != 0: caught.Number = number.Value; return true;
            case Slot.Minute when number.Value is >= 10 and < 60 && counts && !IsCounted(sentence, end): caught.Minute = number.Value; return true;
            case Slot.Number when counts || (number.Kind & NumberKind.Collective) != 0: caught.Number = number.Value; return true;
            case Slot.Day when number.Value <= 99 && (isOrdinal || (number.Kind & NumberKind.Digits) != 0): caught.Day = number.Value; return true;
            case Slot.Ordinal when number.Value <= 99 && isOrdinal: caught.Day = number.Value; return true;
            default: return false;
        }
    }

    private bool IsCounted(Sentence sentence, int at) => at < sentence.Length && counted.Contains(sentence[at].Plain);
}
