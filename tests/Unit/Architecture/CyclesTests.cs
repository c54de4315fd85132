namespace EdFi.BatchPerf.Unit.Architecture;

public sealed class CyclesTests
{
    [Theory]
    [InlineData("a.1>b.1 b.1>c.1 a.1>c.1", "")]
    [InlineData("a.1>a.2 a.2>a.1", "")]
    [InlineData("a.1>b.1 b.2>a.2", "a <-> b")]
    [InlineData("a.1>b.1 b.1>c.1 c.1>a.1 c.1>d.1", "a <-> b <-> c")]
    [InlineData("a.1>b.1 b.1>a.1 b.1>c.1 c.1>d.1 d.1>c.2", "a <-> b, c <-> d")]
    [InlineData("a.1>x b.1>a.1 x>b.1", "")]
    public void Groups_that_reach_each_other_are_a_cycle(string uses, string cycles)
    {
        var pairs = uses.Split(' ').Select(static use => use.Split('>')).Select(static use => (use[0], use[1]));

        var found = Cycles.Find(pairs, static type => type.Contains('.', StringComparison.Ordinal) ? type.Split('.')[0] : null);

        Assert.Equal(cycles, string.Join(", ", found.Select(static cycle => cycle.ReplaceLineEndings("\n").Split('\n')[0])));
    }
}
