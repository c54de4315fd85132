using EdFi.BatchPerf.Attack.Running;
using EdFi.BatchPerf.Attack.Targets;

namespace EdFi.BatchPerf.Attack;

/// <summary>Damaged and forged inputs, by the thousand, against everything that reads what others wrote.</summary>
public sealed class AttackTests(Campaign campaign) : IClassFixture<Campaign>
{
    public static TheoryData<string> Names => [.. Chosen.Select(static t => t.Name)];

    private static IReadOnlyList<Target> Chosen { get; } = [.. TargetTable.All.Where(static t => Campaign.Minutes is not null || t.NotYet is null)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_input_is_read_right_or_refused_by_name(string name)
    {
        var tally = campaign.Attack(Chosen.Single(t => t.Name == name), Chosen.Count);

        Assert.True(tally.Findings.Count == 0, $"{tally.Mutations} mutations of {name}:\n{string.Join('\n', tally.Findings)}");
        Assert.True(tally.Refused > 0, "Nothing was refused: the mutations do not reach the reader.");
    }
}
