using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>Threads wait for work in one place, and scenarios are used as what they are declared as; read from IL.</summary>
public sealed class BlockingTests
{
    private static readonly HashSet<string> Tasks = new(StringComparer.Ordinal)
    {
        "System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask`1",
    };

    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Cmdlets"] = ["EdFi.BatchPerf.Cmdlets.BatchCmdlet"], // pumps to the pipeline's thread
        ["Engine"] = ["EdFi.BatchPerf.Running.PreciseSleep"], // on a thread of its own
    };

    public static TheoryData<string> Rooms => [.. Room.All.Select(static room => room.Name)];

    public static TheoryData<string> RoomsButDocuments => [.. Room.All.Select(static room => room.Name).Where(static name => name != "Documents")];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_the_pump_of_cmdlets_waits_for_a_task(string room)
    {
        var waits = from use in Uses(Room.Named(room).Library)
                    where use.Instruction.Operand is MethodReference called && Waits(called, use.Method)
                    select use.Method.DeclaringType.FullName;

        Assert.Equal(May.GetValueOrDefault(room, []), waits.Distinct());
    }

    [Theory]
    [MemberData(nameof(RoomsButDocuments))]
    public void A_scenario_is_cast_nowhere_outside_of_documents(string room)
    {
        var casts = from use in Uses(Room.Named(room).Library)
                    where use.Instruction.OpCode.Code is Code.Isinst or Code.Castclass
                    let type = (TypeReference)use.Instruction.Operand
                    where type.Name.EndsWith("Scenario", StringComparison.Ordinal) && type.Namespace.StartsWith("EdFi.BatchPerf.Documents", StringComparison.Ordinal)
                    select $"{use.Method.FullName}: {type}";

        Assert.Empty(casts);
    }

    private static List<(MethodDefinition Method, Instruction Instruction)> Uses(string library) =>
        [.. AssemblyDefinition.ReadAssembly(library).MainModule.GetTypes().SelectMany(static type => type.Methods)
            .Where(static method => method.HasBody)
            .SelectMany(static method => method.Body.Instructions, static (method, instruction) => (method, instruction))];

    /// <summary>True for calls that hold up their thread; state machines and the entry point, which compilers write, ask for results.</summary>
    private static bool Waits(MethodReference called, MethodDefinition by)
    {
        var type = called.DeclaringType.GetElementType().FullName;
        return (Tasks.Contains(type) && called.Name is ("Wait" or "WaitAll" or "WaitAny" or "get_Result"))
            || (type == "System.Threading.Thread" && called.Name == "Sleep")
            || (called.Name == "GetResult" && type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
                && type.Contains("Awaiter", StringComparison.Ordinal) && by.Name is not ("MoveNext" or "<Main>" or "<Main>$"));
    }
}
