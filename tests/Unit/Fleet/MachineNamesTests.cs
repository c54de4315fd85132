using EdFi.BatchPerf.Jobs.Fleet.Control;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>Machines whose names are one in names of files would write over each other's results and journals.</summary>
public sealed class MachineNamesTests
{
    [Theory]
    [InlineData("web, db", "web, db")]
    [InlineData("web, WEB", "web (1), WEB (2)")]
    [InlineData("web, web, web-1", "web (1), web (2), web-1 (2)")]
    [InlineData("web-1, web, web", "web-1, web (2), web (3)")]
    [InlineData("Load 1, Load-1", "Load 1, Load-1 (2)")]
    [InlineData("é, ü", "é, ü (2)")]
    public void No_two_are_the_same_in_names_of_files(string computers, string names)
    {
        var given = MachineNames.Of(computers.Split(", "));

        Assert.Equal(names, string.Join(", ", given));
        Assert.Distinct(given.Select(FleetFiles.Plain), StringComparer.OrdinalIgnoreCase);
    }
}
