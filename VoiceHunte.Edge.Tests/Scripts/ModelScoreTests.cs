using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>The same calls by the model's mind, against the stand-in: at least nine of ten of a language.</summary>
public sealed class ModelScoreTests : IAsyncLifetime
{
    public const double LeastShare = 0.9;

    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync() => openAI = await OpenAIStandIn.StartAsync();

    public ValueTask DisposeAsync() => openAI.DisposeAsync();

    [Theory]
    [InlineData("en", Wire.Text)]
    [InlineData("ru", Wire.Text)]
    [InlineData("uk", Wire.Text)]
    [InlineData("sk", Wire.Text)]
    [InlineData("en", Wire.Telephone)]
    [InlineData("ru", Wire.Telephone)]
    [InlineData("uk", Wire.Telephone)]
    [InlineData("sk", Wire.Telephone)]
    public async Task The_models_mind_leaves_the_book_as_its_callers_wanted_it(string language, Wire wire)
    {
        var score = await CallScore.MeasureAsync(language, wire, PlayedModel.Play(openAI));

        Assert.NotEmpty(openAI.Chat.Requests);
        Assert.Empty(openAI.Rejected);
        Assert.True(score.Share >= LeastShare, $"{score.Right} of {score.All}\n{string.Join('\n', score.Wrong)}");
    }
}
