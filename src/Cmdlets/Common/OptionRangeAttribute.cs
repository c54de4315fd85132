using System.Management.Automation;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Refuses values outside the range that a run option's row in <see cref="RunOptionTable"/> gives.</summary>
/// <param name="key">The option's key.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OptionRangeAttribute(string key) : ValidateArgumentsAttribute
{
    private readonly RunOption _option = RunOptionTable.Of(key);

    /// <summary>The smallest value.</summary>
    public object MinRange => _option.Type.Least!;

    /// <summary>The largest value.</summary>
    public object MaxRange => _option.Type.Most!;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var value = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (value is null || !_option.Type.Holds(value))
        {
            throw new ValidationMetadataException($"{value} is out of range. Give a value from {_option.Type.Range}.");
        }
    }
}
