namespace VoiceHunte.Edge.Restaurant;

/// <summary>What becomes of a wish for a table.</summary>
internal enum Seating
{
    /// <summary>Nothing speaks against it; where it was asked for, it is held or booked.</summary>
    Free,

    /// <summary>The moment is over.</summary>
    Past,

    /// <summary>The restaurant wants to know earlier.</summary>
    TooSoon,

    /// <summary>The book is not open that far ahead.</summary>
    TooFarAhead,

    ClosedThatDay,

    /// <summary>Open that day, but not then.</summary>
    ClosedAtThatTime,

    /// <summary>Open then, but the kitchen seats nobody any more.</summary>
    AfterLastSeating,

    /// <summary>Nobody, or fewer.</summary>
    PartyTooSmall,

    PartyTooLarge,

    /// <summary>The clock goes forward that night and never shows this time.</summary>
    NoSuchTime,

    /// <summary>No table, and no group of tables, is free for so many.</summary>
    Full,

    /// <summary>There is no reservation of this number, or it was cancelled.</summary>
    NoSuchReservation,

    /// <summary>Somebody else changed it meanwhile, and whoever wishes this has not seen that: an operator's case only.</summary>
    ChangedMeanwhile,

    /// <summary>The disk did not take it in time, and it never will be written: nothing was promised.</summary>
    NotWritten,
}
