using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace VoiceHunte.Edge.Twilio;

/// <summary>What came of one recording's sound.</summary>
/// <param name="Channels">2: the caller, then whoever answered.</param>
internal sealed record FetchedMedia(long Bytes, int Channels);

/// <content>Recordings: started, stopped, listed, fetched and deleted by Twilio's own address, never by one that a callback names.</content>
internal sealed partial class TwilioClient
{
    // Twilio may hand over to where it keeps its files; a longer chain is none of Twilio's.
    private const int MostRedirects = 3;

    private const int PieceBytes = 64 * 1024;

    /// <summary>Records a call in progress, on two channels.</summary>
    /// <param name="callback">Where its end is told.</param>
    public Task StartRecordingAsync(string callSid, Uri callback, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, $"Calls/{callSid}/Recordings.json",
        [
            new("RecordingChannels", "dual"), new("RecordingStatusCallback", callback.AbsoluteUri), new("RecordingStatusCallbackMethod", "POST"),
            new("RecordingStatusCallbackEvent", "in-progress completed absent"),
        ], cancellationToken);

    /// <summary>Ends the recording of a call in progress; well where there is none.</summary>
    public Task StopRecordingAsync(string callSid, CancellationToken cancellationToken) => ToleratingAbsenceAsync(SendAsync(
        HttpMethod.Post, $"Calls/{callSid}/Recordings/Twilio.CURRENT.json", [new("Status", "stopped")], cancellationToken));

    /// <summary>Deletes a recording; well where there is none any more.</summary>
    public Task DeleteRecordingAsync(string recordingSid, CancellationToken cancellationToken) => ToleratingAbsenceAsync(SendAsync(
        HttpMethod.Delete, $"Recordings/{recordingSid}.json", null, cancellationToken));

    /// <summary>All recordings of one call.</summary>
    public async Task<IReadOnlyList<CallRecordingResource>> RecordingsOfCallAsync(string callSid, CancellationToken cancellationToken) =>
        (await GetAsync($"{Uri.EscapeDataString(accountSid)}/Calls/{callSid}/Recordings.json", TwilioJson.Default.CallRecordingPage, cancellationToken)).Recordings;

    /// <summary>Fetches the sound as WAV, both channels where there are two.</summary>
    /// <param name="file">Takes it; what it holds of an earlier try is given up.</param>
    /// <param name="isRoomFor">Asked before the first byte, with how many there are; throws where there is no room.</param>
    /// <exception cref="TwilioException">It is not there (yet), or came in part only.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public async Task<FetchedMedia> FetchRecordingAsync(string recordingSid, FileStream file, Action<long> isRoomFor, CancellationToken cancellationToken)
    {
        var address = new Uri(baseUrl, $"/2010-04-01/Accounts/{Uri.EscapeDataString(accountSid)}/Recordings/{recordingSid}.wav");
        using var both = await OpenMediaAsync(new Uri(address, "?RequestedChannels=2"), cancellationToken);
        if (both.StatusCode != HttpStatusCode.BadRequest) return await SaveAsync(both, file, isRoomFor, 2, cancellationToken);
        // Recorded on one channel only.
        using var one = await OpenMediaAsync(address, cancellationToken);
        return await SaveAsync(one, file, isRoomFor, 1, cancellationToken);
    }

    private async Task<HttpResponseMessage> OpenMediaAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            // The password is for Twilio's host alone: wherever else it is sent on to is asked without.
            if (address.Authority == baseUrl.Authority && address.Scheme == baseUrl.Scheme) request.Headers.Authorization = Credentials;
            var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return response;
            var next = response.Headers.Location is { } location ? new Uri(address, location) : null;
            response.Dispose();
            var isFit = next is not null && (next.Scheme == Uri.UriSchemeHttps || next.Scheme == baseUrl.Scheme) && redirects < MostRedirects;
            address = isFit ? next! : throw new TwilioException((int)response.StatusCode, null, "Twilio sends the recording's sound on to where it is not fetched from");
        }
    }

    private static async Task<FetchedMedia> SaveAsync(HttpResponseMessage response, FileStream file, Action<long> isRoomFor, int channels, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode) throw Refusal(response, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        isRoomFor(response.Content.Headers.ContentLength ?? 0);
        file.SetLength(0);
        await using var sound = await response.Content.ReadAsStreamAsync(cancellationToken);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (await ReadAsync(sound, piece, response, cancellationToken) is > 0 and var read) await file.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        await file.FlushAsync(cancellationToken);
        return response.Content.Headers.ContentLength is { } promised && promised != file.Length
            ? throw new TwilioException((int)response.StatusCode, null, $"of {promised} bytes of the recording {file.Length} came")
            : new FetchedMedia(file.Length, channels);
    }

    // Apart from the writing: what the disk refuses is not Twilio's fault.
    private static async Task<int> ReadAsync(Stream sound, Memory<byte> piece, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await sound.ReadAsync(piece, cancellationToken);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            throw new TwilioException((int)response.StatusCode, null, "the recording's sound broke off in the middle", cut);
        }
    }

    private async Task SendAsync(HttpMethod method, string path, IEnumerable<KeyValuePair<string, string>>? form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(baseUrl, $"/2010-04-01/Accounts/{Uri.EscapeDataString(accountSid)}/{path}"));
        request.Headers.Authorization = Credentials;
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (!response.IsSuccessStatusCode) throw Refusal(response, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, until, cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            throw new TwilioException(null, null, $"Twilio cannot be reached at {baseUrl}: {unreachable.Message}", unreachable);
        }
    }

    private static async Task ToleratingAbsenceAsync(Task sending)
    {
        try
        {
            await sending;
        }
        catch (TwilioException gone) when (gone.Status == (int)HttpStatusCode.NotFound)
        {
            // That was the intention.
        }
    }
}
