using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>voice_profiles</c>, and in <c>voice_questions</c> who was asked for one.</summary>
internal sealed class VoicesTable(SqliteConnection connection)
{
    private readonly RareStatements rare = new(connection);

    public void Change(VoiceChange change)
    {
        switch (change)
        {
            case VoiceAsked asked:
                rare.Run("INSERT OR IGNORE INTO voice_questions (phone, name, asked_at) VALUES ($phone, $name, $at)", asked.Phone, asked.Name, UtcText.Of(asked.At));
                break;
            case VoiceAgreed agreed:
                Begin(agreed.Voice);
                break;
            case VoicesForgotten forgotten:
                rare.Run("DELETE FROM voice_profiles WHERE phone = $phone", forgotten.Phone);
                ForgetHints(forgotten.Phone);
                break;
        }
    }

    /// <summary>One more call of the guest is in the template. Nothing where they are forgotten, or it grew from another in the meantime.</summary>
    public bool Grow(string id, byte[]? before, byte[] template, TimeSpan speech, DateTimeOffset now) => rare.Run(
        "UPDATE voice_profiles SET template = $template, speech_ms = $speech_ms, updated_at = $now WHERE id = $id AND template IS $before",
        template, (long)speech.TotalMilliseconds, UtcText.Of(now), id, before) > 0;

    /// <returns>False: it is not there.</returns>
    public bool Delete(string id)
    {
        foreach (var phone in rare.List("SELECT phone FROM voice_profiles WHERE id = $id", row => row.GetString(0), id)) ForgetHints(phone);
        return rare.Run("DELETE FROM voice_profiles WHERE id = $id", id) > 0;
    }

    /// <summary>What is over its time, or whose guest is not known any more.</summary>
    public int DeleteOld(DateTimeOffset now)
    {
        // Whoever agreed once may be asked again when that is over.
        rare.Run("DELETE FROM voice_questions WHERE (phone, name) IN (SELECT phone, name FROM voice_profiles WHERE expires_at <= $now)", UtcText.Of(now));
        rare.Run("DELETE FROM voice_questions WHERE phone NOT IN (SELECT phone FROM customers)");
        return rare.Run("DELETE FROM voice_profiles WHERE expires_at <= $now OR phone NOT IN (SELECT phone FROM customers)", UtcText.Of(now));
    }

    // Of all voices of the number: what was found of one was found by comparing with the others.
    private void ForgetHints(string phone) => rare.Run(
        """
        UPDATE turns SET voice_hint = NULL, voice_score = NULL
        WHERE voice_hint IS NOT NULL AND call_id IN (SELECT call_id FROM calls WHERE from_number = $phone)
        """, phone);

    // Whoever agrees again under the same name begins anew: an older one may be of another version.
    private void Begin(StoredVoice voice) => rare.Run(
        """
        INSERT OR REPLACE INTO voice_profiles (id, phone, name, consent_text, consent_language, consented_at, expires_at, version, updated_at)
        VALUES ($id, $phone, $name, $consent_text, $consent_language, $consented_at, $expires_at, $version, $consented_at)
        """,
        voice.Id, voice.Phone, voice.Name, voice.ConsentText, voice.ConsentLanguage, UtcText.Of(voice.ConsentedAt), UtcText.Of(voice.ExpiresAt), voice.Version);
}
