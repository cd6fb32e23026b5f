using System.CommandLine;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Money;

public sealed class PricesFileOfServeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""{"as_of":"2026-11-20","prices":[{}]}""")]
    [InlineData("no JSON")]
    [InlineData(null)]
    public async Task With_a_bad_list_of_prices_the_appliance_does_not_serve(string? prices)
    {
        var (envFile, path) = (folder.File("voicehunte.env"), folder.File("prices.json"));
        if (prices is not null) await File.WriteAllTextAsync(path, prices, Cancel);
        await File.WriteAllLinesAsync(envFile, ["PRICES_FILE=" + path], Cancel);
        var root = new RootCommand { CommonOptions.EnvFile, CommonOptions.DataDir, ServeCommand.Create() };

        var exit = await root.Parse(["serve", "--env-file", envFile, "--data-dir", folder.Path, "--urls", "http://127.0.0.1:0"]).InvokeAsync(cancellationToken: Cancel);

        Assert.Equal(78, exit);
    }
}
