using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using Xunit.Sdk;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>Namespaces by IL, as ArchUnitNET reads it. The root namespace is one of the slices, too.</summary>
public sealed class NamespaceTests
{
    private static readonly SliceRule FreeOfCycles = SliceRuleDefinition.Slices().Matching("EdFi.(**)").Should().BeFreeOfCycles();

    [Fact]
    public void No_namespaces_use_each_other_in_a_circle_within_a_project_or_across_all()
    {
        var loader = new ArchLoader();
        foreach (var room in Room.All)
        {
            loader = loader.LoadFilteredDirectory(AppContext.BaseDirectory, room.Assembly + ".dll");
        }

        FreeOfCycles.Check(loader.Build());
    }

    [Fact]
    public void A_cycle_of_namespaces_is_found_and_its_types_are_named()
    {
        var (one, two) = (typeof(Ring.First.One), typeof(Ring.Second.Two));
        var ring = new ArchLoader().LoadNamespacesWithinAssembly(one.Assembly, one.Namespace, two.Namespace).Build();

        var failure = Assert.ThrowsAny<XunitException>(() => FreeOfCycles.Check(ring));

        Assert.Contains(one.FullName!, failure.Message, StringComparison.Ordinal);
        Assert.Contains(two.FullName!, failure.Message, StringComparison.Ordinal);
    }
}
