namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>What a rule finds. Where two rules take the same words, the later one here wins, unless one was asked for.</summary>
internal enum Area { Part, Name, Companion, Either, Time, People, Date, Reservation, PeopleShift, TimeShift, Apart }

/// <param name="Meaning">What it means, in the manner of its area; null where its area says all.</param>
/// <param name="IfAsked">Only an answer to such a question is read so.</param>
internal sealed record Rule(Area Area, object? Meaning = null, bool IfAsked = false)
{
    private const int Asked = 100;

    /// <summary>Negative: not to be read so.</summary>
    public int Preference(Asking asks)
    {
        var asked = (Answers & asks) != 0;
        return asked ? Asked + (int)Area : IfAsked ? -1 : (int)Area;
    }

    /// <summary>The question that it is an answer to.</summary>
    public Asking Answers => Area switch
    {
        Area.Date => Asking.Date,
        Area.Time => Asking.Time,
        Area.People or Area.Companion => Asking.People,
        Area.Name => Asking.Name,
        Area.Reservation => Asking.Reservation,
        _ => Asking.Nothing,
    };
}

/// <summary>A rule that fitted.</summary>
/// <param name="End">Exclusive, in words.</param>
/// <param name="Unwanted">"Not Friday", "instead of seven".</param>
internal readonly record struct Finding(Rule Rule, int At, int End, Caught Caught, bool Unwanted)
{
    public Area Area => Rule.Area;

    public DayPart PartOfDay => Area switch
    {
        Area.Part => Caught.Part,
        Area.Date when Caught.Part == DayPart.None => Means<DateMeaning>().Part,
        Area.Date => Caught.Part,
        _ => DayPart.None,
    };

    public T Means<T>() => (T)Rule.Meaning!;
}
