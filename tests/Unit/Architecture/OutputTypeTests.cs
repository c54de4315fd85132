using System.Xml.Linq;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>What operators name as a type literal lies in the root namespace, in an assembly at the module's root.</summary>
public sealed class OutputTypeTests
{
    private static readonly string[] AtModuleRoot = ["Model", "Engine", "Cmdlets"];

    [Fact]
    public void Every_type_that_the_format_file_shows_is_there()
    {
        var types = AtModuleRoot.SelectMany(static name => TypeUses.Read(Room.Named(name).Library).Types).ToHashSet(StringComparer.Ordinal);
        var formats = XElement.Load(Path.Combine(Room.Root, "module", "EdFi.BatchPerf.Format.ps1xml"));
        var shown = formats.Descendants("TypeName").Select(static type => type.Value);

        Assert.Empty(shown.Where(static type => !type.StartsWith("Deserialized.", StringComparison.Ordinal)).Except(types));
    }
}
