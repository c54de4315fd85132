using Mono.Cecil;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>
/// Operators name types of the module's root alone. Those of the module's lib folder are internal: their projects name the sister
/// assemblies that see them.
/// </summary>
public sealed class VisibilityTests
{
    private static readonly string[] AtModuleRoot = ["Model", "Engine", "Cmdlets"];
    private static readonly string[] Programs = ["Cli", "Simulator"];

    public static TheoryData<string> RoomsOfLib => [.. Room.All.Select(static room => room.Name).Except(AtModuleRoot).Except(Programs)];

    [Theory]
    [MemberData(nameof(RoomsOfLib))]
    public void A_room_of_the_lib_folder_has_no_public_type(string room)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Room.Named(room).Library);
        Assert.Empty(assembly.MainModule.Types.Where(static type => type.IsPublic).Select(static type => type.FullName));
    }
}
