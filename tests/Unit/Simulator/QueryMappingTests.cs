using System.Globalization;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class QueryMappingTests
{
    private const string Years = "/data/ed-fi/schoolYearTypes";

    [Theory]
    [InlineData("", "schoolYear=2025", 1)]
    [InlineData("measured", "schoolYear=2025", 0)]
    [InlineData("measured", "currentSchoolYear=false", 0)]
    [InlineData("measured", "schoolYearDescription=2024-2025", 1)]
    [InlineData("measured", "", 12)]
    [InlineData("schoolYearTypes.schoolYear=ignored", "schoolYear=2025", 12)]
    [InlineData("schoolYearTypes.schoolYear=ignored", "schoolYear=2025&schoolYearDescription=2024-2025", 1)]
    [InlineData("schoolYearTypes.schoolYear=unknown", "schoolYear=2025", -400)]
    [InlineData("schoolYearTypes=nothing", "schoolYearDescription=2024-2025", 0)]
    [InlineData("schoolYearTypes=nothing", "limit=5", 5)]
    [InlineData("*.*=nothing;*.schoolYear=honoured", "schoolYear=2025", 1)]
    [InlineData("*.*=nothing;*.schoolYear=honoured", "schoolYearDescription=2024-2025", 0)]
    [InlineData("sessions.schoolYear=nothing", "schoolYear=2025", 1)]
    [InlineData("schoolYearTypes.offset=ignored", "offset=11", 12)]
    [InlineData("schoolYearTypes.limit=ignored", "limit=1", 12)]
    [InlineData("schoolYearTypes=hidden", "", 0)]
    public async Task A_query_field_does_what_the_last_rule_that_fits_says(string rules, string query, int documents)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { QueryMapping = QueryMapping.TryParse(rules)! });
        using var client = new SimulatorClient(simulator);

        using var answer = await client.SendAsync(HttpMethod.Get, $"{Years}?{query}");

        Assert.Equal(documents < 0 ? -documents : 200, (int)answer.StatusCode);
        if (documents >= 0)
        {
            Assert.Equal(documents, (await client.GetAsync($"{Years}?{query}")).AsArray().Count);
        }
    }

    [Fact]
    public async Task A_field_that_looks_at_another_reference_finds_what_that_one_holds()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { QueryMapping = QueryMapping.TryParse("measured")!, WithAgency = true });
        using var client = new SimulatorClient(simulator);
        const string Agencies = "/data/ed-fi/localEducationAgencies";

        Assert.Empty((await client.GetAsync($"{Agencies}?localEducationAgencyId=255901")).AsArray());
        Assert.Single((await client.GetAsync(Agencies)).AsArray());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_descriptor_is_compared_letter_by_letter(bool upper, int documents)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { WithAgency = true });
        using var client = new SimulatorClient(simulator);
        const string Agencies = "/data/ed-fi/localEducationAgencies";
        var category = (string)(await client.GetAsync(Agencies))[0]!["localEducationAgencyCategoryDescriptor"]!;

        var found = await client.GetAsync($"{Agencies}?localEducationAgencyCategoryDescriptor={Uri.EscapeDataString(upper ? category.ToUpperInvariant() : category)}");

        Assert.Equal(documents, found.AsArray().Count);
    }

    [Fact]
    public async Task A_hidden_document_is_not_read_by_its_id_either()
    {
        await using var simulator = await SimulatorHost.StartAsync(new());
        using var client = new SimulatorClient(simulator);
        var id = (string)(await client.GetAsync($"{Years}?schoolYear=2025"))[0]!["id"]!;

        simulator.Change(static o => o with { QueryMapping = QueryMapping.TryParse("schoolYearTypes=hidden")! });
        using var answer = await client.SendAsync(HttpMethod.Get, $"{Years}/{id}");

        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("sections")]
    [InlineData("sections=")]
    [InlineData("sections=1")]
    [InlineData("sections=never")]
    [InlineData("sections.a.b=nothing")]
    [InlineData(".schoolId=nothing")]
    [InlineData("sections.schoolId=hidden")]
    [InlineData("sections=nothing=other")]
    public void What_is_no_rule_is_refused(string rules) => Assert.Null(QueryMapping.TryParse(rules));

    [Fact]
    public void Rules_are_shown_as_they_were_given() =>
        Assert.Equal("measured;students=nothing", string.Create(CultureInfo.InvariantCulture, $"{QueryMapping.TryParse("measured;students=nothing")}"));
}
