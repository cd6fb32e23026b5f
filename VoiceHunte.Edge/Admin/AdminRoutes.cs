using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Admin;

/// <summary>The dashboard and its JSON: whoever asks is an operator, and a disk that cannot say is told so.</summary>
internal static class AdminRoutes
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<DashboardPages>().AddSingleton<SessionEndpoints>().AddSingleton<LiveEventsEndpoint>().AddSingleton<TodayEndpoint>();
        services.AddSingleton<CallAnswers>().AddSingleton<CallEndpoints>().AddSingleton<RecordingEndpoints>().AddSingleton<MessageEndpoints>().AddSingleton<ReservationEndpoints>();
        services.AddSingleton<MoneyEndpoint>().AddSingleton<AnalyticsEndpoint>().AddSingleton<ExportEndpoints>().AddSingleton<HealthEndpoint>().AddSingleton<PracticeEndpoint>();
        services.AddSingleton<PrivacyEndpoints>().AddSingleton<VoiceEndpoints>();
    }

    public static void Map(WebApplication app, OperatorAccess operators)
    {
        var services = app.Services;
        services.GetRequiredService<DashboardPages>().Map(app);
        services.GetRequiredService<SessionEndpoints>().Map(app);
        OpenApiEndpoint.Map(app, Guard);
        services.GetRequiredService<LiveEventsEndpoint>().Map(app, Guard);
        services.GetRequiredService<TodayEndpoint>().Map(app, Guard);
        services.GetRequiredService<CallEndpoints>().Map(app, Guard);
        services.GetRequiredService<RecordingEndpoints>().Map(app, Guard);
        services.GetRequiredService<PrivacyEndpoints>().Map(app, Guard);
        services.GetRequiredService<VoiceEndpoints>().Map(app, Guard);
        services.GetRequiredService<MessageEndpoints>().Map(app, Guard);
        services.GetRequiredService<ReservationEndpoints>().Map(app, Guard);
        services.GetRequiredService<MoneyEndpoint>().Map(app, Guard);
        services.GetRequiredService<AnalyticsEndpoint>().Map(app, Guard);
        services.GetRequiredService<ExportEndpoints>().Map(app, Guard);
        services.GetRequiredService<HealthEndpoint>().Map(app, Guard);
        services.GetRequiredService<PracticeEndpoint>().Map(app, Guard);

        RequestDelegate Guard(RequestDelegate next) => operators.GuardOffice(AdminAnswer.OrUnavailable(next));
    }
}
