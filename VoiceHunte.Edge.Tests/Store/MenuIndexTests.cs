using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class MenuIndexTests
{
    private readonly MenuIndex index = MenuIndex.Of(
    [
        new IndexedDish(["garlic", "soup", "cesnakova", "борщ", "й"], ["soup", "garlic"]),
        new IndexedDish(["goulash"], ["beef", "meat"]),
        new IndexedDish([], ["garlic"]),
    ]);

    [Fact]
    public void A_dish_is_found_by_any_word_of_its_name() => Assert.Equal([0, 1], index.WithName(["goulash", "nothing", "soup"]));

    [Fact]
    public void What_a_dish_is_does_not_count_as_its_name()
    {
        Assert.Empty(index.WithName(["beef"]));
        Assert.Equal([0, 2], index.OfKind("garlic"));
    }

    [Fact]
    public void Letters_that_look_like_others_with_a_mark_stay_apart()
    {
        Assert.Equal([0], index.WithName(["й"]));
        Assert.Empty(index.WithName(["и"]));
    }

    [Theory]
    [InlineData("AND")]
    [InlineData("NEAR(garlic)")]
    [InlineData("garl*")]
    [InlineData("names : garlic OR kinds")]
    [InlineData("\"")]
    [InlineData("\" OR \"goulash")]
    [InlineData("")]
    [InlineData("^-+{}()")]
    public void A_word_is_never_read_as_an_expression(string word) => Assert.Empty(index.WithName([word]).Except(word.Contains("garlic", StringComparison.Ordinal) ? [0] : []));

    [Fact]
    public void The_words_of_all_names_are_known() => Assert.Equal(["cesnakova", "garlic", "goulash", "soup", "борщ", "й"], index.NameWords.Order(StringComparer.Ordinal));
}
