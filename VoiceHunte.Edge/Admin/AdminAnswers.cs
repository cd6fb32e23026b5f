using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

// The answers of the routes below /admin, field by field as Dashboard/src/api-*.ts and openapi.json have them.

internal sealed record SessionAnswer(
    string Restaurant, string TimeZone, IReadOnlyList<string> Languages, bool NeedsToken, bool SignedIn, bool Secure, string Version, string Currency);

internal sealed record BoardAnswer(long Id, IReadOnlyList<BoardCall> Calls);

internal sealed record TodayAnswer(
    bool Answering, string? Reason, int LiveCalls, int OpenMessages, int FailedBookings, IReadOnlyList<HourAnswer> Hours, int Covers, int Calls, int Missed,
    long? SpentMicroUsd, long? LimitMicroUsd, string Day, IReadOnlyList<ReservationAnswer> Reservations);

internal sealed record HourAnswer(string Time, int Covers, int Capacity);

internal sealed record CallListAnswer(IReadOnlyList<CallRowAnswer> Items, string? Next, int? Total, DateTimeOffset? SearchedBackTo);

internal record CallRowAnswer
{
    public required string CallId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required int? DurationSeconds { get; init; }
    public required string? Language { get; init; }
    public required string? Number { get; init; }
    public required string Mode { get; init; }
    public required string Outcome { get; init; }
    public required int Turns { get; init; }
    public required long? CostMicroUsd { get; init; }
    public required string? Snippet { get; init; }
}

internal sealed record CallAnswer : CallRowAnswer
{
    [SetsRequiredMembers]
    internal CallAnswer(CallRowAnswer row)
        : base(row)
    {
    }

    public DateTimeOffset? EndedAt { get; init; }
    public IReadOnlyList<TurnAnswer> TurnList { get; init; } = [];
    public IReadOnlyList<ReservationAnswer> Reservations { get; init; } = [];
    public IReadOnlyList<MessageAnswer> Messages { get; init; } = [];
    public IReadOnlyList<UsageAnswer> Usage { get; init; } = [];
    public IReadOnlyList<AudioAnswer> Recordings { get; init; } = [];
}

internal sealed record TurnAnswer(
    int TurnId, DateTimeOffset CreatedAt, string? Heard, double? Confidence, string? Language, string? Intent, JsonElement? Understood,
    IReadOnlyList<ToolAnswer> Tools, string? Said, string? HeardByCaller, string? Source, long? LatencyMs, JsonElement? Stages, long? CostMicroUsd,
    IReadOnlyList<AudioAnswer> Audio, string? VoiceHint, double? VoiceScore);

internal sealed record ToolAnswer(string Name, JsonElement? Arguments, string? Result, bool Ok, double? Ms);

/// <param name="Kind"><c>caller</c>, <c>answer</c> or <c>call</c>.</param>
/// <param name="Format">The media type.</param>
internal sealed record AudioAnswer(string Kind, string Format, string Url);

internal sealed record UsageAnswer(string Kind, string? Model, JsonElement Quantities, long? CostMicroUsd);

internal sealed record RevealedAnswer(string Number);

internal sealed record ReservationAnswer(
    string Id, string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string LocalTime, int People, string? Phone, string? Notes, string Status,
    IReadOnlyList<string> Tables, string? CallId, string Version, DateTimeOffset UpdatedAt);

internal sealed record ReservationDayAnswer(
    string Day, string? Opens, string? Closes, int Seats, IReadOnlyList<ReservationAnswer> Items, IReadOnlyList<CapacityAnswer> Capacity);

internal sealed record CapacityAnswer(string Time, int SeatsTaken);

internal sealed record HistoryAnswer(IReadOnlyList<HistoryItemAnswer> Items);

internal sealed record HistoryItemAnswer(DateTimeOffset At, string By, string? CallId, string Action, IReadOnlyDictionary<string, IReadOnlyList<string?>> Changes);

internal sealed record StaleAnswer(string Title, int Status, string Detail, ReservationAnswer? Current);

internal sealed record MessageListAnswer(IReadOnlyList<MessageAnswer> Items, string? Next);

internal sealed record MessageAnswer(
    string Id, DateTimeOffset CreatedAt, string? Name, string? Phone, string Text, string Status, string? CallId, string? Language);

internal sealed record TransferListAnswer(IReadOnlyList<TransferAnswer> Items, string? Next);

internal sealed record TransferAnswer(string CallId, DateTimeOffset At, string? Reason, string? To, string? Result);

internal sealed record CustomerListAnswer(IReadOnlyList<CustomerAnswer> Items, string? Next);

internal sealed record CustomerAnswer(string Id, string? Name, string? Phone, string? Language, int Calls, int Reservations, DateTimeOffset? LastSeenAt);

internal sealed record RecordingListAnswer(IReadOnlyList<RecordingAnswer> Items, string? Next);

internal sealed record RecordingAnswer(
    string Id, string Kind, string Format, string? Url, string Status, string CallId, DateTimeOffset CreatedAt, int? DurationSeconds, long? Bytes, DateTimeOffset? ExpiresAt);

/// <param name="Url">Plays without a password until then.</param>
internal sealed record LinkAnswer(string Url, DateTimeOffset ExpiresAt);

/// <param name="IsOn">VOICE_HINT.</param>
/// <param name="HearsCalls">Calls come on media streams.</param>
internal sealed record VoiceListAnswer(bool IsOn, bool HearsCalls, IReadOnlyList<VoiceAnswer> Items, string? Next);

/// <param name="SpeechSeconds">What was learned from, without pauses.</param>
/// <param name="IsKnown">Well enough that callers are compared with it.</param>
internal sealed record VoiceAnswer(
    string Id, string Name, string? Phone, DateTimeOffset ConsentedAt, string ConsentLanguage, string ConsentText, DateTimeOffset ExpiresAt, double SpeechSeconds, bool IsKnown);

internal sealed record AuditListAnswer(IReadOnlyList<AuditAnswer> Items, string? Next);

internal sealed record AuditAnswer(DateTimeOffset At, string Action, string? Subject, string? Detail, string Operator, string? Address);

internal sealed record AnalyticsAnswer(
    string TimeZone, IReadOnlyList<AnalyticsDayAnswer> Days, IReadOnlyList<IReadOnlyList<int>> Hours, IReadOnlyList<IntentAnswer> Intents,
    IReadOnlyList<StageAnswer> Latency, IReadOnlyList<SlowTurnAnswer> Slowest);

internal sealed record AnalyticsDayAnswer(
    string Day, int Calls, double Minutes, int Missed, IReadOnlyDictionary<string, int> Outcomes, IReadOnlyDictionary<string, int> Languages, int WithoutHuman,
    int Corrections, int Repeats, int Turns, double? ConfidenceMean, int LowConfidence);

internal sealed record IntentAnswer(string Intent, int Turns, int Succeeded);

internal sealed record StageAnswer(string Stage, string? Day, int Count, double? P50, double? P95, double? P99);

internal sealed record SlowTurnAnswer(string CallId, int TurnId, long LatencyMs, JsonElement? Stages, DateTimeOffset CreatedAt);

internal sealed record MoneyAnswer(
    long? TodayMicroUsd, long? MonthMicroUsd, long? LimitMicroUsd, long? ForecastMicroUsd, string State, IReadOnlyList<MoneyDayAnswer> Days,
    IReadOnlyList<MoneyKindAnswer> Kinds, long? PerBookingMicroUsd, IReadOnlyList<string> Unpriced, string? PricesAsOf, IReadOnlyList<LimitHitAnswer> LimitsHit);

internal sealed record MoneyDayAnswer(string Day, IReadOnlyDictionary<string, long> ByKind);

internal sealed record MoneyKindAnswer(string Kind, string? Model, IReadOnlyDictionary<string, long> Quantities, long? CostMicroUsd, int Uses);

internal sealed record LimitHitAnswer(DateTimeOffset At, string? Number, string Limit, int Hits);

internal sealed record HealthAnswer(IReadOnlyList<HealthLineAnswer> Lines);

internal sealed record HealthLineAnswer(string Group, string Name, string State, string? Detail, string? Advice);

internal sealed record PracticeAnswer(
    string CallId, string? Said, string? Twiml, string? Heard, JsonElement? Understood, string? Intent, string? Language, bool Ended, string? Dialled,
    string? Source, long? LatencyMs);
