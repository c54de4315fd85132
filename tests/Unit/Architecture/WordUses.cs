using System.Collections.Concurrent;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>The texts of an assembly, and the option keys that they name, read from IL.</summary>
internal sealed class WordUses
{
    /// <summary>Instructions between a key and the call that shows it only where the host offers it.</summary>
    private const int Near = 12;

    private static readonly ConcurrentDictionary<string, Lazy<WordUses>> Known = new(StringComparer.Ordinal);

    private WordUses(IReadOnlyList<(string Where, string Text)> texts, IReadOnlyList<KeyUse> keys)
    {
        Texts = texts;
        Keys = keys;
    }

    public IReadOnlyList<(string Where, string Text)> Texts { get; }

    public IReadOnlyList<KeyUse> Keys { get; }

    /// <summary>Reads an assembly, once for all tests.</summary>
    public static WordUses Of(string library) => Known.GetOrAdd(library, static path => new Lazy<WordUses>(() => Read(path))).Value;

    private static WordUses Read(string library)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(library);
        var methods = assembly.MainModule.GetTypes().SelectMany(static type => type.Methods).Where(static method => method.HasBody).ToList();
        return new WordUses(
            [
                .. from method in methods
                   from instruction in method.Body.Instructions
                   where instruction.OpCode == OpCodes.Ldstr
                   select (method.FullName, (string)instruction.Operand),
            ],
            [.. methods.SelectMany(Uses)]);
    }

    private static IEnumerable<KeyUse> Uses(MethodDefinition method) =>
        from instruction in method.Body.Instructions
        where Calls(instruction, ".ctor")
        select new KeyUse(method.FullName, instruction.Previous.Operand as string, IsGuarded(instruction));

    private static bool IsGuarded(Instruction key)
    {
        var next = key.Next;
        for (var i = 0; i < Near && next is not null && !Calls(next, ".ctor"); i++, next = next.Next)
        {
            if (Calls(next, nameof(OptionKey.IfOffered)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Calls(Instruction instruction, string name) =>
        instruction.Operand is MethodReference method && method.Name == name && method.DeclaringType.FullName == typeof(OptionKey).FullName;

    /// <param name="Where">The method.</param>
    /// <param name="Key">The key; null where it is not written in the code there.</param>
    /// <param name="Guarded">True where a host that does not offer it leaves it out.</param>
    internal sealed record KeyUse(string Where, string? Key, bool Guarded);
}
