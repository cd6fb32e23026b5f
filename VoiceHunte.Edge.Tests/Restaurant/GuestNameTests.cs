using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class GuestNameTests
{
    [Theory]
    [InlineData("Kováč", "kovac")]
    [InlineData("Kováč", "Kováčovi")]
    [InlineData("Peter Kováč", "Kováč")]
    [InlineData("Новак", "Новака")]
    [InlineData("Мария", "Марию")]
    [InlineData("Шевченко", "ШЕВЧЕНКО")]
    [InlineData("Семёнов", "Семенов")]
    [InlineData("O'Brien", "OBrien")]
    [InlineData("Anna-Mária", "anna maria")]
    public void A_name_is_known_however_it_is_said(string booked, string said) => Assert.True(GuestName.Fits(booked, said));

    [Theory]
    [InlineData("Kováč", "Novák")]
    [InlineData("Kováč", "Ko")]
    [InlineData("Kováč", "")]
    [InlineData("Petrov", "Petrenko")]
    [InlineData("Li", "Lin")]
    [InlineData("Peter Kováč", "Peter Novák")]
    public void Another_name_is_another_guest(string booked, string said) => Assert.False(GuestName.Fits(booked, said));
}
