namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>Folders by the documents that PDBs name, their dependencies by IL: several folders may share a namespace.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Rooms => Room.Names;

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_folders_of_a_project_use_each_other_in_a_circle(string name)
    {
        var room = Room.Named(name);
        var uses = TypeUses.Read(room.Library);
        var folders = SourceFolders.Read(room.Library, room.Folder);

        Assert.Empty(uses.Types.Except(folders.Keys));
        var cycles = Cycles.Find(uses.Pairs, folders.GetValueOrDefault);
        Assert.True(cycles.Count == 0, string.Join(Environment.NewLine, cycles.Prepend($"Folders of {room.Folder} that use each other:")));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Namespaces_follow_folders(string name)
    {
        var room = Room.Named(name);
        if (room.OwnNamespaces)
        {
            return;
        }

        var space = room.ReadProject().Descendants("RootNamespace").Single().Value;
        Assert.Empty(SourceFolders.Read(room.Library, room.Folder)
            .Where(type => type.Key != "Program" && type.Key[..type.Key.LastIndexOf('.')] != Space(type.Value))
            .Select(type => $"{type.Key} in {room.Folder}/{type.Value}"));

        string Space(string folder) => $"{space}.{folder.Replace('/', '.')}".TrimEnd('.');
    }

    [Fact]
    public void A_cycle_of_folders_is_found_and_its_types_are_named()
    {
        var library = typeof(Ring.First.One).Assembly.Location;
        var folders = SourceFolders.Read(library, "tests/Unit");

        var cycle = Assert.Single(Cycles.Find(TypeUses.Read(library).Pairs, RingFolder));

        Assert.Equal(
            """
            Architecture/Ring/First <-> Architecture/Ring/Second
              Architecture/Ring/First -> Architecture/Ring/Second: First.One -> Second.Two
              Architecture/Ring/Second -> Architecture/Ring/First: Second.Two -> First.One
              Architecture/Ring/Second -> Architecture/Ring/First: Second.Two -> First.Side
            """,
            cycle.Replace("EdFi.BatchPerf.Unit.Architecture.Ring.", "", StringComparison.Ordinal),
            ignoreLineEndingDifferences: true);

        string? RingFolder(string type) =>
            folders.GetValueOrDefault(type) is { } folder && folder.StartsWith("Architecture/Ring", StringComparison.Ordinal)
                ? folder
                : null;
    }

    [Theory]
    [InlineData("/_/src/Model/Runs/BatchRun.cs", "Runs")]
    [InlineData("/home/src/Model/work/src/Model/Runs/BatchRun.cs", "Runs")]
    [InlineData(@"C:\work\src\Model\Runs\Inner\BatchRun.cs", "Runs/Inner")]
    [InlineData("/_/src/Model/BatchRun.cs", "")]
    [InlineData("/_/src/Model/obj/Release/net8.0/Generated.g.cs", null)]
    [InlineData("/_/src/Engine/Api/ApiConnection.cs", null)]
    public void The_folder_of_a_document_is_found_however_its_path_is_written(string document, string? folder) =>
        Assert.Equal(folder, SourceFolders.Folder(document, "src/Model"));
}
