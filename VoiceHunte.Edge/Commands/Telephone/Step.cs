namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>Where a call goes after a verb: on with the next verb, to another document, or to its end.</summary>
internal readonly record struct Step(bool IsOver, Webhook? Next)
{
    public static readonly Step On = new(false, null);
    public static readonly Step End = new(true, null);

    public static Step To(Webhook next) => new(true, next);
}
