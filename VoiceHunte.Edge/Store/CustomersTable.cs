using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>customers</c>: the guests, by the number they call from.</summary>
internal sealed class CustomersTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement greet = new(connection, """
        INSERT INTO customers (phone, language, first_seen, last_seen) VALUES ($phone, $language, $now, $now)
        ON CONFLICT (phone) DO UPDATE SET
            language = coalesce(customers.language, excluded.language),
            last_seen = max(customers.last_seen, excluded.last_seen)
        """);

    private readonly Statement callBy = new(connection, """
        INSERT INTO customers (phone, name, language, first_seen, last_seen) VALUES ($phone, $name, $language, $now, $now)
        ON CONFLICT (phone) DO UPDATE SET name = excluded.name
        """);

    // Only a switch during the call is the guest's own choice; what a call starts with may be a guess by country code.
    private readonly Statement switchLanguage = new(connection, """
        UPDATE customers SET language = $language
        WHERE phone = (SELECT from_number FROM calls WHERE call_id = $call_id AND language <> $language)
        """);

    public void Greet(CallStarted call)
    {
        if (AnonymousCaller.Is(call.FromNumber) || !PhoneNumber.Is(call.FromNumber)) return;

        greet.Run(call.FromNumber, call.Language, UtcText.Of(call.StartedAt));
    }

    /// <summary>Notes the name a guest booked under.</summary>
    public void CallBy(StoredReservation booked)
    {
        if (AnonymousCaller.Is(booked.Phone) || !PhoneNumber.Is(booked.Phone)) return;

        callBy.Run(booked.Phone, booked.Name, booked.Language, UtcText.Of(booked.CreatedAt));
    }

    /// <summary>Must run before the call's own row is brought up to date, whose language it compares with.</summary>
    public void FollowSwitch(CallState state) => switchLanguage.Run(state.Language, state.CallId);

    public void Dispose()
    {
        greet.Dispose();
        callBy.Dispose();
        switchLanguage.Dispose();
    }
}
