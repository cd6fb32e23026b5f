using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>Goes through what an appliance needs: asks for what is missing, and tries each as soon as it is there.</summary>
/// <param name="dialogue">Null where nobody can be asked.</param>
/// <param name="isUnchecked">Whoever cannot be reached need not be.</param>
internal sealed class SetupChecks(SetupValues values, Dialogue? dialogue, DoctorReport report, bool isUnchecked)
{
    private const int AdminTokenBytes = 24;

    private static readonly Setting[] Needed =
        [SettingsTable.TwilioAccountSid, SettingsTable.TwilioAuthToken, SettingsTable.TwilioPhoneNumber, SettingsTable.PublicUrl];

    /// <summary>False where Twilio could not be reached, and that was accepted.</summary>
    public bool IsTwilioThere { get; private set; }

    /// <exception cref="SetupStoppedException">Something is missing or wrong, and nobody can be asked.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (dialogue is null) RequireAll();
        await CheckAccountAsync(cancellationToken);
        await CheckNumberAsync(cancellationToken);
        await FillAsync(SettingsTable.PublicUrl, "Public address, https://…, at which Twilio reaches this machine", true, cancellationToken);
        using (var http = new HttpClient { Timeout = DoctorOfTwilio.Patience }) await DoctorOfTheDoor.CheckAsync(values.Settings, http, report, cancellationToken);
        await CheckOpenAIAsync(cancellationToken);
        await FillAsync(SettingsTable.TwilioFallbackUrl, "Address of a TwiML Bin for when the appliance is away (Enter: none yet)", false, cancellationToken);
        CheckRestaurant();
        await OfferAdminTokenAsync(cancellationToken);
    }

    private void RequireAll()
    {
        var missing = Needed.Where(setting => values.Of(setting) is null).ToList();
        if (missing.Count == 0) return;
        throw new SetupStoppedException(ExitCode.Usage,
            [.. missing.Select(setting => $"{setting.Name} is missing: give {SetupCommand.FlagOf(setting)} {(setting.Secret ? "FILE" : setting.Example)}, or the variable {setting.Name}")]);
    }

    private async Task CheckAccountAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await FillAsync(SettingsTable.TwilioAccountSid, "Twilio account, AC… on the console's first page", true, cancellationToken);
            await FillAsync(SettingsTable.TwilioAuthToken, "Its auth token", true, cancellationToken);
            if (await AskTwilioAsync(client => client.GetAccountAsync(cancellationToken), cancellationToken) is not (var isThere, var account)) continue;
            IsTwilioThere = isThere;
            if (account is not null) DoctorOfTwilio.Judge(account, report);
            return;
        }
    }

    /// <summary>What Twilio says; without an answer where it cannot be reached; null where it refused, and has to be asked with other credentials.</summary>
    private async Task<(bool IsThere, T? Answer)?> AskTwilioAsync<T>(Func<TwilioClient, Task<T>> ask, CancellationToken cancellationToken) where T : class
    {
        var twilio = values.Settings.Twilio;
        using var http = new HttpClient { Timeout = DoctorOfTwilio.Patience };
        try
        {
            return (true, await ask(new TwilioClient(http, twilio.AccountSid!, twilio.AuthToken!, twilio.ApiBaseUrl)));
        }
        catch (TwilioException e) when (e.Status is 401 or 403 or 404)
        {
            Refuse($"{e.Message}: account and token do not belong together", SettingsTable.TwilioAccountSid, SettingsTable.TwilioAuthToken);
            return null;
        }
        catch (TwilioException e)
        {
            await GoOnUncheckedAsync(e.Message, cancellationToken);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await GoOnUncheckedAsync($"Twilio did not answer in {DoctorOfTwilio.Patience.TotalSeconds} s", cancellationToken);
        }

        return (false, null);
    }

    private async Task CheckNumberAsync(CancellationToken cancellationToken)
    {
        var numbers = IsTwilioThere && await AskTwilioAsync(client => client.ListNumbersAsync(cancellationToken), cancellationToken) is (_, { } list) ? list : [];
        while (true)
        {
            if (values.Of(SettingsTable.TwilioPhoneNumber) is null && numbers.Count > 0) await ChooseNumberAsync(numbers, cancellationToken);
            await FillAsync(SettingsTable.TwilioPhoneNumber, "The restaurant's number at Twilio, +…", true, cancellationToken);
            var chosen = values.Of(SettingsTable.TwilioPhoneNumber)!;
            if (!IsTwilioThere) return;
            if (await AskTwilioAsync(client => FindAsync(client, chosen, cancellationToken), cancellationToken) is not (var isThere, var found) || !isThere) return;
            if (found is { Count: > 0 })
            {
                report.Good("number", $"{chosen} belongs to the account");
                return;
            }

            Refuse($"{chosen} does not belong to the account", SettingsTable.TwilioPhoneNumber);
        }
    }

    private static async Task<IReadOnlyList<NumberWebhooks>> FindAsync(TwilioClient client, string number, CancellationToken cancellationToken) =>
        await client.FindNumberAsync(number, cancellationToken) is { } found ? [found] : [];

    private async Task ChooseNumberAsync(IReadOnlyList<NumberWebhooks> numbers, CancellationToken cancellationToken)
    {
        dialogue!.Say("The account's numbers:");
        foreach (var (at, number) in numbers.Index()) dialogue.Say($"  {at + 1}  {number.PhoneNumber}");
        var answer = await dialogue.AskAsync("Which of them is the restaurant's [1]", cancellationToken);
        if (answer.Length == 0) answer = "1";
        var isChoice = int.TryParse(answer, out var choice) && choice >= 1 && choice <= numbers.Count && !answer.StartsWith('+');
        values.Put(SettingsTable.TwilioPhoneNumber, isChoice ? numbers[choice - 1].PhoneNumber : answer);
    }

    private async Task CheckOpenAIAsync(CancellationToken cancellationToken)
    {
        while (await FillAsync(SettingsTable.OpenAIApiKey, "OpenAI API key (Enter: none, the appliance answers by its own rules)", false, cancellationToken))
        {
            var openAI = values.Settings.OpenAI;
            using var client = new OpenAIClient(new OpenAIOptions(openAI.BaseUrl, openAI.ApiKey!), TimeProvider.System, NullLogger<OpenAIClient>.Instance);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(DoctorOfTwilio.Patience);
            try
            {
                report.Good("openai", $"{openAI.BaseUrl} accepts the key, {(await client.ListModelsAsync(patience.Token)).Count} models");
                return;
            }
            catch (OpenAIException e) when (e.Failure == OpenAIFailure.KeyRefused)
            {
                Refuse($"{openAI.BaseUrl} refuses the key", SettingsTable.OpenAIApiKey);
            }
            catch (OpenAIException e)
            {
                await GoOnUncheckedAsync($"{openAI.BaseUrl}: {e.Message}", cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                await GoOnUncheckedAsync($"{openAI.BaseUrl} did not answer in {DoctorOfTwilio.Patience.TotalSeconds} s", cancellationToken);
                return;
            }
        }
    }

    private void CheckRestaurant()
    {
        if (values.Of(SettingsTable.RestaurantFile) is not { } file) return;
        try
        {
            _ = RestaurantProfile.Load(file);
        }
        catch (RestaurantFileException e)
        {
            throw new SetupStoppedException(ExitCode.Configuration, [.. e.Problems.Select(problem => $"{SettingsTable.RestaurantFile.Name}: {problem}")]);
        }
    }

    private async Task OfferAdminTokenAsync(CancellationToken cancellationToken)
    {
        if (values.Of(SettingsTable.AdminToken) is not null) return;
        if (dialogue is not null && !await dialogue.AgreesAsync("Make up a password for the dashboard (ADMIN_TOKEN)", cancellationToken)) return;
        values.Put(SettingsTable.AdminToken, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(AdminTokenBytes)));
    }

    /// <summary>Asks until there is a value of the right form; false where there is none and need be none.</summary>
    private async Task<bool> FillAsync(Setting setting, string question, bool isNeeded, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (values.Of(setting) is { } value)
            {
                if (SetupValues.FaultOf(setting, value) is not { } fault) return true;
                Refuse(fault, setting);
            }

            if (dialogue is null) return false;
            var answer = setting.Secret ? await dialogue.AskSecretAsync(question, cancellationToken) : await dialogue.AskAsync(question, cancellationToken);
            if (answer.Length > 0) values.Put(setting, answer);
            else if (!isNeeded) return false;
        }
    }

    /// <summary>A person is asked again; a script ends here.</summary>
    private void Refuse(string why, params Setting[] wrong)
    {
        var flags = string.Join(" and ", wrong.Select(SetupCommand.FlagOf));
        if (dialogue is null) throw new SetupStoppedException(ExitCode.Configuration, [$"{why} ({flags})"]);
        dialogue.Say($"{why}. Once more, please.");
        foreach (var setting in wrong) values.Forget(setting);
    }

    private async Task GoOnUncheckedAsync(string why, CancellationToken cancellationToken)
    {
        if (isUnchecked || (dialogue is not null && await dialogue.AgreesAsync($"{why}. Go on without having checked it", cancellationToken)))
            report.Warn("setup", $"not checked, {why}: look again with `voicehunte doctor`");
        else
            throw new SetupStoppedException(ExitCode.Unavailable, [$"{why}; --unchecked goes on all the same"]);
    }
}
