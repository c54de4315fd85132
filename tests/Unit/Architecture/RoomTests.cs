using Mono.Cecil;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>Projects use only those below them, and each package has one home.</summary>
public sealed class RoomTests
{
    public static TheoryData<string> Rooms => Room.Names;

    [Fact]
    public void Every_project_has_its_row_below_those_that_it_may_use()
    {
        var projects = Directory.GetFiles(Path.Combine(Room.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(static project => Path.GetFileName(Path.GetDirectoryName(project)));

        Assert.Equal(Room.All.Select(static room => room.Name).Order(), projects.Order());
        Assert.All(Room.Rows, static room =>
            Assert.Empty(room.MayUse.Except(Room.Rows.TakeWhile(other => other != room).Select(static other => other.Name))));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_uses_only_rooms_below_it(string name)
    {
        var room = Room.Named(name);
        using var assembly = AssemblyDefinition.ReadAssembly(room.Library);
        var referenced = room.ReadProject().Descendants("ProjectReference")
            .Select(static reference => reference.Attribute("Include")!.Value.Replace('\\', '/').Split('/')[1]);
        var used = assembly.MainModule.AssemblyReferences
            .SelectMany(static reference => Room.All.Where(other => other.Assembly == reference.Name))
            .Select(static other => other.Name);

        Assert.Empty(referenced.Union(used).Except(room.MayUse));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_package_has_one_home(string name)
    {
        var room = Room.Named(name);
        var packages = room.ReadProject().Descendants("PackageReference").Select(static reference => reference.Attribute("Include")!.Value);

        Assert.Equal(room.Packages.Order(), packages.Order());
        Assert.Empty(room.Packages.Intersect(Room.All.Where(other => other != room).SelectMany(static other => other.Packages)));
    }
}
