using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class PrerequisiteTests
{
    [Theory]
    [InlineData(Prerequisites.Full, null, 12, 7, 1)]
    [InlineData(Prerequisites.Full, false, 12, 7, 0)]
    [InlineData(Prerequisites.Partial, null, 5, 0, 0)]
    [InlineData(Prerequisites.None, null, 0, 0, 0)]
    public async Task What_is_there_at_the_start_can_be_chosen(Prerequisites prerequisites, bool? agency, int years, int terms, int agencies)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Prerequisites = prerequisites, WithAgency = agency });

        var documents = simulator.Counts().DocumentsAtStart;

        Assert.Equal(years, documents.Of("schoolYearTypes"));
        Assert.Equal(terms, documents.Of("termDescriptors"));
        Assert.Equal(agencies, documents.Of("localEducationAgencies"));
    }

    [Fact]
    public async Task Named_ones_can_be_left_out()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Missing = "uri://ed-fi.org/TermDescriptor#Fall Semester", MissingSchoolYears = "2025;2026" });
        using var client = new SimulatorClient(simulator);

        Assert.Empty((await client.GetAsync("/data/ed-fi/termDescriptors?codeValue=Fall%20Semester&namespace=uri://ed-fi.org/TermDescriptor")).AsArray());
        Assert.Empty((await client.GetAsync("/data/ed-fi/schoolYearTypes?schoolYear=2025")).AsArray());
        Assert.Single((await client.GetAsync("/data/ed-fi/schoolYearTypes?schoolYear=2024")).AsArray());
    }

    [Fact]
    public async Task A_query_can_be_blind_to_what_the_list_holds()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { BlindQueries = "schoolYearTypes" });
        using var client = new SimulatorClient(simulator);

        Assert.Empty((await client.GetAsync("/data/ed-fi/schoolYearTypes?schoolYear=2025")).AsArray());
        Assert.Equal(12, (await client.GetAsync("/data/ed-fi/schoolYearTypes")).AsArray().Count);
    }

    [Fact]
    public async Task Writing_descriptors_can_be_forbidden()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Forbid = "descriptors" });
        using var client = new SimulatorClient(simulator);
        const string Term = """{"namespace":"uri://ed-fi.org/TermDescriptor","codeValue":"New","shortDescription":"New"}""";

        using var refused = await client.SendAsync(HttpMethod.Post, "/data/ed-fi/termDescriptors", Term);

        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Equal(7, (await client.GetAsync("/data/ed-fi/termDescriptors")).AsArray().Count);
    }
}
