namespace EdFi.BatchPerf.Attack.Mutation;

/// <summary>One way to damage an input.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Form">What an input has to be for it.</param>
/// <param name="Apply">Damages a copy; the other inputs of the target are there to splice with.</param>
internal sealed record Mutation(string Name, Form Form, Func<Random, byte[], IReadOnlyList<byte[]>, byte[]> Apply);
