using System.Globalization;
using System.Text.Json.Nodes;
using Bogus.DataSets;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.BuiltIn;

/// <summary>Makes up students: names that fit together, plausible ages, places of birth.</summary>
internal static class StudentDocuments
{
    private static readonly string[] Generations = ["Jr", "II", "III", "IV"];

    /// <summary>A student as it is created.</summary>
    /// <param name="context">Random values, and the server's descriptors.</param>
    /// <param name="youngest">Least age in years at the beginning of the school year.</param>
    /// <param name="oldest">Greatest age.</param>
    public static JsonObject Create(RecipeContext context, int youngest, int oldest)
    {
        var random = context.Faker.Random;
        var names = random.Int(1, 5) == 1 ? context.Spanish : context.Faker;
        var gender = random.Bool() ? Name.Gender.Female : Name.Gender.Male;
        var student = new JsonObject
        {
            ["studentUniqueId"] = KeyMarkers.Whole,
            ["firstName"] = AtMost(names.Name.FirstName(gender), 60),
        };
        if (random.Int(1, 5) > 1)
        {
            student["middleName"] = AtMost(names.Name.FirstName(gender), 75);
        }

        student["lastSurname"] = AtMost(names.Name.LastName(gender), 75);
        if (gender == Name.Gender.Male && random.Int(1, 12) == 1)
        {
            student["generationCodeSuffix"] = random.ArrayElement(Generations);
        }

        if (random.Bool())
        {
            student["personalTitlePrefix"] = gender == Name.Gender.Female ? "Ms" : "Mr";
        }

        student["birthDate"] = BirthDate(context, youngest, oldest);
        student["birthCity"] = AtMost(context.Faker.Address.City(), 30);
        AddIfKnown(context, student, "birthStateAbbreviationDescriptor", EdFiDescriptors.Texas);
        AddIfKnown(context, student, "birthCountryDescriptor", EdFiDescriptors.UnitedStates);
        return student;
    }

    private static string BirthDate(RecipeContext context, int youngest, int oldest)
        => context.Keys.SessionBeginDate
            .AddYears(-context.Faker.Random.Int(youngest, oldest))
            .AddDays(-context.Faker.Random.Int(0, 364))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void AddIfKnown(RecipeContext context, JsonObject document, string name, string descriptor)
    {
        if (context.Has(descriptor))
        {
            document[name] = descriptor;
        }
    }

    private static string AtMost(string text, int length) => text.Length <= length ? text : text[..length];
}
