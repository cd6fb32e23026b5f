using Microsoft.AspNetCore.HttpOverrides;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge;

/// <summary>The whole of a serving appliance: what it is made of, and its routes.</summary>
internal static class Appliance
{
    // Webhooks and speech requests are a few kilobytes; Twilio's largest form seen is under 8.
    private const int LargestRequestBytes = 64 * 1024;

    // Of the ten seconds from SIGTERM to exit; the store may want four for what waits and for its checkpoint.
    private static readonly TimeSpan TurnsInHandMayTake = TimeSpan.FromSeconds(5);

    public static WebApplication Build(EdgeSettings settings, RestaurantProfile restaurant, CallStore store, ILoggerFactory logs, TimeProvider time, IEnumerable<string> urls)
    {
        // Empty rather than slim: the slim builder would read appsettings.json and ASPNETCORE_ variables, and watch files.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequestBytes;
        });
        builder.Services.AddSingleton(logs);
        AddServices(builder.Services, settings, restaurant, store, time);

        var app = builder.Build();
        foreach (var url in urls) app.Urls.Add(url);
        UseForwardedHeaders(app, settings);
        var pages = app.Services.GetRequiredService<ILogger<ProblemPages>>();
        app.Use(next => new ProblemPages(next, pages).InvokeAsync);
        app.UseRouting();
        app.Lifetime.ApplicationStarted.Register(() => WarmUp.Begin(restaurant));
        MapRoutes(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, EdgeSettings settings, RestaurantProfile restaurant, CallStore store, TimeProvider time)
    {
        services.AddSystemd();
        services.AddRoutingCore();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TurnsInHandMayTake);
        services.AddSingleton(settings).AddSingleton(restaurant).AddSingleton(store).AddSingleton(time);

        services.AddSingleton<CallsInProgress>().AddSingleton<CallerRateLimit>().AddSingleton<CallDesk>().AddSingleton<CallLog>().AddSingleton<TurnTaker>().AddSingleton<ListeningHints>();
        services.AddSingleton<SignedWebhooks>().AddSingleton<GatherCalls>().AddSingleton<GatherTwiml>().AddSingleton<CallEnd>();
        services.AddSingleton<TextCalls>().AddSingleton<AgentEndpoints>();
        services.AddSingleton<OperatorAccess>().AddSingleton<Readiness>();

        services.AddSingleton<ReservationBook>().AddSingleton<RulesMind>().AddSingleton(NewHeadWaiter);
        services.AddSingleton(new SpeechVoice(settings.OpenAI.TtsModel, settings.OpenAI.TtsVoice, settings.OpenAI.TtsInstructions));
        services.AddSingleton(NewSpeechEndpoints).AddSingleton(NewDictation);
        if (settings.OpenAI.ApiKey is { } key) AddOpenAI(services, new OpenAIOptions(settings.OpenAI.BaseUrl, key), settings.Call.Voice);
    }

    private static void AddOpenAI(IServiceCollection services, OpenAIOptions options, CallVoice callVoice)
    {
        services.AddSingleton(s => new OpenAIClient(options, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<OpenAIClient>>()));
        if (callVoice != CallVoice.OpenAI) return;
        services.AddSingleton(NewAudioCache).AddSingleton<SpeechStudio>().AddSingleton<CallSpeech>().AddSingleton<SpokenAudioEndpoint>();
    }

    private static SpeechEndpoints NewSpeechEndpoints(IServiceProvider services) => new(
        services.GetService<OpenAIClient>(), services.GetRequiredService<SpeechVoice>(), services.GetRequiredService<ILogger<SpeechEndpoints>>());

    private static Dictation NewDictation(IServiceProvider services)
    {
        var languages = services.GetRequiredService<RestaurantProfile>().Languages.Select(language => language.Code);
        return new Dictation(
            services.GetService<OpenAIClient>(), services.GetRequiredService<EdgeSettings>().OpenAI.SttModel, [.. languages],
            services.GetRequiredService<ILogger<Dictation>>());
    }

    private static AudioCache NewAudioCache(IServiceProvider services)
    {
        var settings = services.GetRequiredService<EdgeSettings>();
        return AudioCache.Open(
            settings.AudioCacheDir, settings.AudioCacheBytes, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<AudioCache>>());
    }

    private static HeadWaiter NewHeadWaiter(IServiceProvider services)
    {
        var settings = services.GetRequiredService<EdgeSettings>();
        var model = services.GetService<OpenAIClient>() is { } openAI
            ? new ModelMind(
                openAI,
                new ModelChoice(settings.OpenAI.ChatModel, settings.OpenAI.ReasoningEffort, settings.Call.TurnTime),
                services.GetRequiredService<RestaurantProfile>(),
                services.GetRequiredService<ReservationBook>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<ModelMind>>())
            : null;
        return new HeadWaiter(model, services.GetRequiredService<RulesMind>(), settings.Call.RulesFirst, settings.Call.TurnTime,
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<HeadWaiter>>());
    }

    private static void UseForwardedHeaders(WebApplication app, EdgeSettings settings)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.TrustedProxies) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    private static void MapRoutes(WebApplication app)
    {
        var services = app.Services;
        app.MapHealth(services.GetRequiredService<Readiness>());
        app.MapTwilio(services.GetRequiredService<SignedWebhooks>(), services.GetRequiredService<GatherCalls>(), services.GetRequiredService<CallEnd>());
        services.GetService<SpokenAudioEndpoint>()?.Map(app);
        var operators = services.GetRequiredService<OperatorAccess>();
        services.GetRequiredService<SpeechEndpoints>().Map(app, operators.Guard);
        services.GetRequiredService<AgentEndpoints>().Map(app, operators.Guard);
    }
}
