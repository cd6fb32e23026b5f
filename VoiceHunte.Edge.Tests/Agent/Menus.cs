using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>Restaurants whose menu is written in one language for all callers.</summary>
internal static class Menus
{
    private const string Frame = """
        {
          "name": "Mlyn", "languages": ["sk", "en", "ru", "uk"], "time_zone": "Europe/Bratislava", "transfer_number": "+421212345678",
          "opening_hours": { "monday": ["10:00-22:00"], "tuesday": ["10:00-22:00"], "wednesday": ["10:00-22:00"], "thursday": ["10:00-22:00"],
            "friday": ["10:00-22:00"], "saturday": ["10:00-22:00"], "sunday": ["10:00-22:00"] },
          "tables": [{ "name": "1", "seats": 2 }],
          "menu": { "currency": "EUR", "sections": SECTIONS }
        }
        """;

    public static RestaurantProfile Slovak => With("""
        [
          { "name": "Polievky", "dishes": [
            { "name": "Cesnaková polievka", "price": 4.90, "allergens": [1, 7], "tags": ["vegetarian"] },
            { "name": "Slepačí vývar", "price": 4.50 }] },
          { "name": "Hlavné jedlá", "dishes": [
            { "name": "Bryndzové halušky so slaninou", "price": 9.90, "allergens": [1, 3, 7], "tags": ["signature"] },
            { "name": "Vyprážaný rezeň", "price": 12, "allergens": [1, 3, 7] },
            { "name": "Hovädzí guláš", "price": 11, "allergens": [1], "tags": ["spicy"] },
            { "name": "Pečený pstruh", "price": 15, "allergens": [4], "tags": ["gluten_free"] }] },
          { "name": "Dezerty", "dishes": [{ "name": "Jablková štrúdľa s orechmi", "price": 5, "allergens": [1, 3, 7, 8] }] },
          { "name": "Nápoje", "dishes": [
            { "name": "Pivo Šariš", "price": 2.20, "tags": ["alcohol"] }, { "name": "Biele víno", "price": 3, "tags": ["alcohol"] },
            { "name": "Káva", "price": 2 }, { "name": "Domáca limonáda", "price": 3.50 }, { "name": "Jablkový džús", "price": 2.50 }] }
        ]
        """);

    public static RestaurantProfile English => With("""
        [
          { "name": "Soups", "dishes": [
            { "name": "Tomato soup", "price": 5, "allergens": [9], "tags": ["vegan"] },
            { "name": "Seafood chowder", "price": 7.50, "allergens": [2, 4, 7, 14] }] },
          { "name": "Mains", "dishes": [
            { "name": "Ribeye steak", "price": 24, "allergens": [] }, { "name": "Mushroom risotto", "price": 13, "allergens": [7], "tags": ["vegetarian"] },
            { "name": "Satay chicken", "price": 14, "allergens": [5, 6] }, { "name": "Fish and chips", "price": 12.50 }] },
          { "name": "Sweets", "dishes": [{ "name": "Chocolate cake", "price": 6, "allergens": [1, 3, 7] }] }
        ]
        """);

    public static RestaurantProfile With(string sections) => House.FromText(Frame.Replace("SECTIONS", sections, StringComparison.Ordinal));

    /// <summary>What the rules answer: to a question about the menu, and to anything else that names something of it.</summary>
    public static string Asked(this RestaurantProfile house, string heard, string language, params IReadOnlyList<Exchange> history)
    {
        var turn = Turns.Said(heard, Language.Find(language)!, Turns.Noon, history);
        var menu = new MenuTalk(house);
        return turn.Understood.Intent == Intents.MenuQuestion
            ? menu.Answer(turn).Text
            : menu.AnswerIfNamed(turn)?.Text ?? Phrases.For(turn.Language).WhatICanDo(house.TransferNumber is not null);
    }
}
