namespace EdFi.BatchPerf.Attack.Running;

/// <summary>Thrown by a target's own checks.</summary>
internal sealed class DeceptionException(Deception kind, string message) : Exception(message)
{
    public Deception Kind => kind;
}
