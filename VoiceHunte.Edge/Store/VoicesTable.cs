using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>voice_profiles</c>, and in <c>voice_questions</c> who was asked for one.</summary>
internal sealed class VoicesTable(SqliteConnection connection)
{
    private readonly RareStatements rare = new(connection);

    public void Change(ConsentChange change)
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
                ForgetHints(forgotten.Phone);
                forgotten.Gone = rare.Run("DELETE FROM voice_profiles WHERE phone = $phone", forgotten.Phone);
                break;
        }
    }

    /// <summary>One more call of the guest is in the template. Nothing where they are forgotten, or it grew from another in the meantime.</summary>
    public bool Grow(string id, byte[]? before, byte[] template, TimeSpan speech, DateTimeOffset now) => rare.Run(
        "UPDATE voice_profiles SET template = $template, speech_ms = $speech_ms, updated_at = $now WHERE id = $id AND template IS $before",
        template, (long)speech.TotalMilliseconds, UtcText.Of(now), id, before) > 0;

    /// <param name="mayBeAskedAgain">False: the guest, or whoever forgets them, does not want it.</param>
    /// <returns>False: it is not there.</returns>
    public bool Delete(string id, bool mayBeAskedAgain)
    {
        foreach (var phone in rare.List("SELECT phone FROM voice_profiles WHERE id = $id", row => row.GetString(0), id)) ForgetHints(phone);
        if (mayBeAskedAgain) rare.Run("DELETE FROM voice_questions WHERE (phone, name) IN (SELECT phone, name FROM voice_profiles WHERE id = $id)", id);
        return rare.Run("DELETE FROM voice_profiles WHERE id = $id", id) > 0;
    }

    /// <summary>These, and the questions to guests that are not known any more.</summary>
    /// <returns>How many voices went.</returns>
    public int DeleteOld(IReadOnlyList<string> ids)
    {
        rare.Run("DELETE FROM voice_questions WHERE phone NOT IN (SELECT phone FROM customers)");
        return ids.Count(id => Delete(id, mayBeAskedAgain: true));
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
