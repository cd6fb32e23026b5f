using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests;

public sealed class SkeletonTests
{
    [Fact]
    public void Languages_are_found_by_code_and_locale() => Assert.Same(Language.Slovak, Language.Find("SK-sk"));
}
